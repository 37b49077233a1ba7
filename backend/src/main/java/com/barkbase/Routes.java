package com.barkbase;

import com.barkbase.health.HealthRoutes;
import com.barkbase.http.Route;
import com.barkbase.openapi.OpenApiRoutes;
import com.barkbase.owners.OwnerRoutes;
import com.barkbase.pets.PetRoutes;
import com.barkbase.staff.StaffRoutes;
import com.barkbase.vaccinations.VaccinationRoutes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every route of the API. API Gateway's configuration, the local gateway and the handlers all come from this table, so
 * a route exists in all of them or in none. Reading it loads neither a handler's code nor the db-layer.
 */
public final class Routes {

    public static final List<Route> ALL = Stream.of(
                    HealthRoutes.ALL,
                    OpenApiRoutes.ALL,
                    OwnerRoutes.ALL,
                    PetRoutes.ALL,
                    StaffRoutes.ALL,
                    VaccinationRoutes.ALL)
            .flatMap(List::stream)
            .toList();

    private Routes() {}
}
