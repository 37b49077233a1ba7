package com.barkbase.staff;

import static com.barkbase.http.Permission.CHANGE_STAFF;
import static com.barkbase.http.Permission.SEE_STAFF;
import static com.barkbase.http.Permission.SIGN_IN;

import com.barkbase.http.Permission;
import com.barkbase.http.Route;
import java.util.List;

/** The routes of {@link StaffHandler}. */
public final class StaffRoutes {

    private static final String STAFF = "/api/v1/staff";
    private static final String MEMBER = STAFF + "/{id}";

    static final Route ME = route("GET", "/api/v1/me", SIGN_IN).answering("readMe", Me.class);
    static final Route LIST =
            route("GET", STAFF, SEE_STAFF).asking(MemberFields.LIST).answering("listStaff", MemberPage.class);
    static final Route ADD =
            route("POST", STAFF, CHANGE_STAFF).taking(MemberFields.NEW).creating("addMember", Member.class);
    static final Route READ = route("GET", MEMBER, SEE_STAFF).answering("readMember", Member.class);
    static final Route CHANGE =
            route("PATCH", MEMBER, CHANGE_STAFF).taking(MemberFields.CHANGE).answering("changeMember", Member.class);
    static final Route REMOVE =
            route("DELETE", MEMBER, CHANGE_STAFF).heedingVersions().answering("removeMember", Member.class);

    public static final List<Route> ALL = List.of(ME, LIST, ADD, READ, CHANGE, REMOVE);

    private StaffRoutes() {}

    private static Route route(String method, String path, Permission permission) {
        return Route.forTenant(method, path, permission, StaffHandler.class);
    }

    /** Where a member is read. */
    static String path(Member member) {
        return STAFF + "/" + member.id();
    }
}
