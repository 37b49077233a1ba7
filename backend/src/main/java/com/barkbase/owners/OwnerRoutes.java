package com.barkbase.owners;

import static com.barkbase.http.Permission.CHANGE_CLIENTS;
import static com.barkbase.http.Permission.SEE_CLIENTS;

import com.barkbase.http.Permission;
import com.barkbase.http.Route;
import java.util.List;

/** The routes of {@link OwnersHandler}. */
public final class OwnerRoutes {

    private static final String OWNERS = "/api/v1/owners";
    private static final String OWNER = OWNERS + "/{id}";

    static final Route LIST =
            route("GET", OWNERS, SEE_CLIENTS).asking(OwnerFields.LIST).answering("listOwners", OwnerPage.class);
    static final Route CREATE =
            route("POST", OWNERS, CHANGE_CLIENTS).taking(OwnerFields.OWNER).creating("createOwner", Owner.class);
    static final Route READ = route("GET", OWNER, SEE_CLIENTS).answering("readOwner", Owner.class);
    static final Route CHANGE = route("PATCH", OWNER, CHANGE_CLIENTS)
            .taking(OwnerFields.OWNER.patch())
            .answering("changeOwner", Owner.class);
    static final Route ARCHIVE =
            route("POST", OWNER + "/archive", CHANGE_CLIENTS).heedingVersions().answering("archiveOwner", Owner.class);
    static final Route RESTORE =
            route("POST", OWNER + "/restore", CHANGE_CLIENTS).heedingVersions().answering("restoreOwner", Owner.class);

    public static final List<Route> ALL = List.of(LIST, CREATE, READ, CHANGE, ARCHIVE, RESTORE);

    private OwnerRoutes() {}

    private static Route route(String method, String path, Permission permission) {
        return Route.forTenant(method, path, permission, OwnersHandler.class);
    }

    /** Where an owner is read. */
    static String path(Owner owner) {
        return OWNERS + "/" + owner.id();
    }
}
