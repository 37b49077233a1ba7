package com.barkbase.pets;

import static com.barkbase.http.Permission.SEE_CLIENTS;

import com.barkbase.http.Paging;
import com.barkbase.http.Route;
import java.util.List;

/** The routes of {@link PetsHandler}. */
public final class PetRoutes {

    static final Route LIST = Route.forTenant("GET", "/api/v1/pets", SEE_CLIENTS, PetsHandler.class)
            .asking(Paging.with());
    static final Route READ = Route.forTenant("GET", "/api/v1/pets/{id}", SEE_CLIENTS, PetsHandler.class);

    public static final List<Route> ALL = List.of(LIST, READ);

    private PetRoutes() {}
}
