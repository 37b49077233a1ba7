package com.barkbase.pets;

import static com.barkbase.http.Permission.CHANGE_CLIENTS;
import static com.barkbase.http.Permission.SEE_CLIENTS;

import com.barkbase.http.Permission;
import com.barkbase.http.Route;
import java.util.List;
import java.util.UUID;

/** The routes of {@link PetsHandler}. */
public final class PetRoutes {

    private static final String PETS = "/api/v1/pets";
    private static final String PET = PETS + "/{id}";
    private static final String OWNER = PET + "/owners/{ownerId}";
    private static final String WEIGHT = PET + "/weights/{weightId}";

    static final Route LIST =
            route("GET", PETS, SEE_CLIENTS).asking(PetFields.LIST).answering("listPets", PetPage.class);
    static final Route CREATE =
            route("POST", PETS, CHANGE_CLIENTS).taking(PetFields.NEW_PET).creating("createPet", Pet.class);
    static final Route READ = route("GET", PET, SEE_CLIENTS).answering("readPet", Pet.class);
    static final Route CHANGE =
            route("PATCH", PET, CHANGE_CLIENTS).taking(PetFields.PET.patch()).answering("changePet", Pet.class);
    static final Route ARCHIVE =
            route("POST", PET + "/archive", CHANGE_CLIENTS).heedingVersions().answering("archivePet", Pet.class);
    static final Route RESTORE =
            route("POST", PET + "/restore", CHANGE_CLIENTS).heedingVersions().answering("restorePet", Pet.class);

    static final Route LINK = route("POST", PET + "/owners", CHANGE_CLIENTS)
            .taking(PetFields.LINK)
            .answering("linkOwner", Pet.class);
    static final Route UNLINK = route("DELETE", OWNER, CHANGE_CLIENTS).answering("unlinkOwner", Pet.class);
    static final Route MAKE_PRIMARY =
            route("POST", OWNER + "/primary", CHANGE_CLIENTS).answering("makeOwnerPrimary", Pet.class);

    static final Route WEIGHTS = route("GET", PET + "/weights", SEE_CLIENTS)
            .asking(PetFields.WEIGHTS)
            .answering("listWeights", WeightPage.class);
    static final Route WEIGH = route("POST", PET + "/weights", CHANGE_CLIENTS)
            .taking(PetFields.WEIGHT)
            .creating("addWeight", Weight.class);
    static final Route ARCHIVE_WEIGHT = route("POST", WEIGHT + "/archive", CHANGE_CLIENTS)
            .heedingVersions()
            .answering("archiveWeight", Weight.class);
    static final Route RESTORE_WEIGHT = route("POST", WEIGHT + "/restore", CHANGE_CLIENTS)
            .heedingVersions()
            .answering("restoreWeight", Weight.class);

    public static final List<Route> ALL = List.of(
            LIST,
            CREATE,
            READ,
            CHANGE,
            ARCHIVE,
            RESTORE,
            LINK,
            UNLINK,
            MAKE_PRIMARY,
            WEIGHTS,
            WEIGH,
            ARCHIVE_WEIGHT,
            RESTORE_WEIGHT);

    private PetRoutes() {}

    private static Route route(String method, String path, Permission permission) {
        return Route.forTenant(method, path, permission, PetsHandler.class);
    }

    /** Where a pet is read. */
    static String path(UUID petId) {
        return PETS + "/" + petId;
    }
}
