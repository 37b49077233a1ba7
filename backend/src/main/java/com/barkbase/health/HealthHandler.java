package com.barkbase.health;

import com.barkbase.db.Pool;
import com.barkbase.http.DbLayer;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import java.util.function.Supplier;

/** Answers {@link HealthRoutes}. A database that can't be reached is a 503, as for every other route. */
public final class HealthHandler extends Endpoint {

    private final Supplier<Pool> pool;

    public HealthHandler() {
        this(DbLayer.pool());
    }

    public HealthHandler(Supplier<Pool> pool) {
        this.pool = pool;
        serve(HealthRoutes.CHECK, this::check);
    }

    private Response check(Request request) {
        request.systemScope(pool.get()).query("SELECT 1");
        return Response.ok(new Health("ok"));
    }
}
