package com.barkbase.http;

import static com.barkbase.http.Role.MANAGER;
import static com.barkbase.http.Role.OWNER;
import static com.barkbase.http.Role.RECEPTIONIST;
import static com.barkbase.http.Role.STAFF;

import java.util.Set;

/** What a route needs its caller to be allowed, and the one table of who is. Who is not named may not. */
public enum Permission {
    SEE_CLIENTS(Role.values()),
    CHANGE_CLIENTS(OWNER, MANAGER, STAFF, RECEPTIONIST);

    @SuppressWarnings("ImmutableEnumChecker") // a copy that can't be changed
    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    public boolean isGrantedTo(Role role) {
        return roles.contains(role);
    }
}
