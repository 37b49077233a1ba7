package com.barkbase.owners;

import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
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

/** Answers {@link OwnerRoutes}. */
public final class OwnersHandler extends Endpoint {

    private final Supplier<Pool> pool;

    public OwnersHandler() {
        this(DbLayer.pool());
    }

    public OwnersHandler(Supplier<Pool> pool) {
        this.pool = pool;
        serve(OwnerRoutes.LIST, this::list);
        serve(OwnerRoutes.CREATE, this::create);
        serve(OwnerRoutes.READ, this::read);
        serve(OwnerRoutes.CHANGE, this::change);
        serve(OwnerRoutes.ARCHIVE, request -> archive(request, true));
        serve(OwnerRoutes.RESTORE, request -> archive(request, false));
    }

    private Response list(Request request) {
        Values query = request.query();
        int limit = Paging.limit(query);
        Statements scope = request.scope(pool.get());
        List<Owner> oneMore = OwnerQueries.list(scope, query, Paging.after(query), limit + 1);
        @Nullable Long total = Paging.isCounted(query) ? OwnerQueries.count(scope, query) : null;
        return Response.ok(OwnerPage.of(oneMore, limit, total));
    }

    private Response create(Request request) {
        return request.once(pool.get(), tx -> {
            Owner owner = OwnerQueries.add(tx, request.body());
            return Response.created(OwnerRoutes.path(owner), owner).version(owner.version());
        });
    }

    private Response read(Request request) {
        return shown(existing(request.scope(pool.get()), request.pathId("id")));
    }

    private Response change(Request request) {
        UUID id = request.pathId("id");
        Statements scope = request.scope(pool.get());
        return OwnerQueries.change(scope, id, request.versions(), request.body())
                .map(OwnersHandler::shown)
                .orElseThrow(() -> Problem.stale(existing(scope, id).version()));
    }

    private Response archive(Request request, boolean away) {
        UUID id = request.pathId("id");
        return request.once(
                pool.get(),
                tx -> OwnerQueries.archive(tx, id, request.versions(), away)
                        .map(OwnersHandler::shown)
                        .orElseGet(() -> unchanged(existing(tx, id), away)));
    }

    /** What is archived already needs no second time; otherwise it was another version. */
    private static Response unchanged(Owner owner, boolean away) {
        if ((owner.archivedAt() != null) == away) {
            return shown(owner);
        }
        throw Problem.stale(owner.version());
    }

    private static Owner existing(Statements scope, UUID id) {
        return OwnerQueries.find(scope, id).orElseThrow(() -> Problem.notFound("No owner " + id + "."));
    }

    private static Response shown(Owner owner) {
        return Response.ok(owner).version(owner.version());
    }
}
