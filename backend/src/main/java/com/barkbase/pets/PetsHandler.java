package com.barkbase.pets;

import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.http.Cursor;
import com.barkbase.http.DbLayer;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Paging;
import com.barkbase.http.Problem;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers {@link PetRoutes}. */
public final class PetsHandler extends Endpoint {

    private final Supplier<Pool> pool;

    public PetsHandler() {
        this(DbLayer.pool());
    }

    public PetsHandler(Supplier<Pool> pool) {
        this.pool = pool;
        serve(PetRoutes.LIST, this::list);
        serve(PetRoutes.READ, this::read);
    }

    /** A page by name: {@code limit}, {@code cursor}, and {@code total=true} to have all pets counted. */
    private Response list(Request request) {
        int limit = Paging.limit(request.query());
        Cursor after = Paging.after(request.query());
        Statements scope = request.scope(pool.get());
        List<Pet> oneMore = PetQueries.byName(scope, after, limit + 1);
        @Nullable Long total = Paging.isCounted(request.query()) ? PetQueries.count(scope) : null;
        return Response.ok(PetPage.of(oneMore, limit, total));
    }

    private Response read(Request request) {
        UUID id = request.pathId("id");
        Statements scope = request.scope(pool.get());
        Pet pet = PetQueries.find(scope, id).orElseThrow(() -> Problem.notFound("No pet " + id + "."));
        return Response.ok(pet.withOwners(PetQueries.owners(scope, id)));
    }
}
