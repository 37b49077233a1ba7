package com.barkbase.vaccinations;

import static com.barkbase.http.Permission.CHANGE_CLIENTS;
import static com.barkbase.http.Permission.SEE_CLIENTS;

import com.barkbase.http.Permission;
import com.barkbase.http.Route;
import java.util.List;

/** The routes of {@link VaccinationsHandler}. */
public final class VaccinationRoutes {

    private static final String OF_PET = "/api/v1/pets/{id}/vaccinations";
    private static final String VACCINATIONS = "/api/v1/vaccinations";
    private static final String VACCINATION = VACCINATIONS + "/{id}";

    static final Route LIST = route("GET", OF_PET, SEE_CLIENTS)
            .asking(VaccinationFields.LIST)
            .answering("listVaccinations", VaccinationPage.class);
    static final Route RECORD = route("POST", OF_PET, CHANGE_CLIENTS)
            .taking(VaccinationFields.VACCINATION)
            .creating("recordVaccination", Vaccination.class);
    static final Route DUE = route("GET", VACCINATIONS + "/due", SEE_CLIENTS)
            .asking(VaccinationFields.DUE)
            .answering("listDueVaccinations", DuePage.class);
    static final Route READ = route("GET", VACCINATION, SEE_CLIENTS).answering("readVaccination", Vaccination.class);
    static final Route CHANGE = route("PATCH", VACCINATION, CHANGE_CLIENTS)
            .taking(VaccinationFields.VACCINATION.patch())
            .answering("changeVaccination", Vaccination.class);
    static final Route ARCHIVE = route("POST", VACCINATION + "/archive", CHANGE_CLIENTS)
            .heedingVersions()
            .answering("archiveVaccination", Vaccination.class);
    static final Route RESTORE = route("POST", VACCINATION + "/restore", CHANGE_CLIENTS)
            .heedingVersions()
            .answering("restoreVaccination", Vaccination.class);

    public static final List<Route> ALL = List.of(LIST, RECORD, DUE, READ, CHANGE, ARCHIVE, RESTORE);

    private VaccinationRoutes() {}

    private static Route route(String method, String path, Permission permission) {
        return Route.forTenant(method, path, permission, VaccinationsHandler.class);
    }

    /** Where a dose is read. */
    static String path(Vaccination vaccination) {
        return VACCINATIONS + "/" + vaccination.id();
    }
}
