package com.barkbase.openapi;

import com.barkbase.http.Route;
import java.util.List;
import java.util.Map;

/** The routes of {@link OpenApiHandler}. */
public final class OpenApiRoutes {

    static final Route READ =
            Route.open("GET", "/openapi.json", OpenApiHandler.class).answering("readOpenApi", Map.class);

    public static final List<Route> ALL = List.of(READ);

    private OpenApiRoutes() {}
}
