package com.barkbase.http;

import static com.barkbase.http.Role.GROOMER;
import static com.barkbase.http.Role.MANAGER;
import static com.barkbase.http.Role.OWNER;
import static com.barkbase.http.Role.RECEPTIONIST;
import static com.barkbase.http.Role.STAFF;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a route needs its caller to be allowed, and the one table of who is. Who is not named may not. */
public enum Permission {
    /** To see oneself and one's kennel. */
    SIGN_IN(Role.values()),
    SEE_CLIENTS(Role.values()),
    CHANGE_CLIENTS(OWNER, MANAGER, STAFF, RECEPTIONIST),
    /** Colleagues with their mail addresses. */
    SEE_STAFF(OWNER, MANAGER, STAFF, RECEPTIONIST, GROOMER),
    /** And only up to one's own role: {@link Role#manages}. */
    CHANGE_STAFF(OWNER, MANAGER);

    @SuppressWarnings("ImmutableEnumChecker") // a copy that can't be changed
    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    public boolean isGrantedTo(Role role) {
        return roles.contains(role);
    }

    /** All that a role may. */
    public static List<Permission> of(Role role) {
        return EnumSet.allOf(Permission.class).stream()
                .filter(permission -> permission.isGrantedTo(role))
                .toList();
    }
}
