package com.barkbase.pets;

import com.barkbase.http.Route;
import java.util.List;

/** The routes of {@link PetsHandler}. */
public final class PetRoutes {

    static final Route LIST = Route.forTenant("GET", "/api/v1/pets", PetsHandler.class);
    static final Route READ = Route.forTenant("GET", "/api/v1/pets/{id}", PetsHandler.class);

    public static final List<Route> ALL = List.of(LIST, READ);

    private PetRoutes() {}
}
