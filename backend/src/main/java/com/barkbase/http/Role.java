package com.barkbase.http;

import java.util.EnumSet;
import java.util.List;

/** What a person is in a kennel. Roles that manage staff come first, in the order of their power. */
public enum Role {
    OWNER,
    MANAGER,
    STAFF,
    RECEPTIONIST,
    GROOMER,
    VIEWER;

    /** Whether this role may give the other one, change it and take it away: an OWNER all, a MANAGER all but OWNER. */
    public boolean manages(Role other) {
        return Permission.CHANGE_STAFF.isGrantedTo(this) && compareTo(other) <= 0;
    }

    /** The roles that this one {@link #manages}. */
    public List<Role> managed() {
        return EnumSet.allOf(Role.class).stream().filter(this::manages).toList();
    }
}
