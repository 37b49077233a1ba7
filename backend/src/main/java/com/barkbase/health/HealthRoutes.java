package com.barkbase.health;

import com.barkbase.http.Route;
import java.util.List;

/** The routes of {@link HealthHandler}. */
public final class HealthRoutes {

    static final Route CHECK = Route.open("GET", "/health", HealthHandler.class).answering("checkHealth", Health.class);

    public static final List<Route> ALL = List.of(CHECK);

    private HealthRoutes() {}
}
