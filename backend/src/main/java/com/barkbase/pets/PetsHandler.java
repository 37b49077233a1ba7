package com.barkbase.pets;

import com.barkbase.calendar.Today;
import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.DbLayer;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Paging;
import com.barkbase.http.Problem;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers {@link PetRoutes}. */
public final class PetsHandler extends Endpoint {

    private final Supplier<Pool> pool;
    private final InstantSource clock;

    public PetsHandler() {
        this(DbLayer.pool());
    }

    public PetsHandler(Supplier<Pool> pool) {
        this(pool, InstantSource.system());
    }

    PetsHandler(Supplier<Pool> pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
        serve(PetRoutes.LIST, this::list);
        serve(PetRoutes.CREATE, this::create);
        serve(PetRoutes.READ, this::read);
        serve(PetRoutes.CHANGE, this::change);
        serve(PetRoutes.ARCHIVE, request -> archive(request, true));
        serve(PetRoutes.RESTORE, request -> archive(request, false));
        Links links = new Links(pool);
        serve(PetRoutes.LINK, links::link);
        serve(PetRoutes.UNLINK, links::unlink);
        serve(PetRoutes.MAKE_PRIMARY, links::makePrimary);
        Weights weights = new Weights(pool, clock);
        serve(PetRoutes.WEIGHTS, weights::list);
        serve(PetRoutes.WEIGH, weights::add);
        serve(PetRoutes.ARCHIVE_WEIGHT, request -> weights.archive(request, true));
        serve(PetRoutes.RESTORE_WEIGHT, request -> weights.archive(request, false));
    }

    private Response list(Request request) {
        Values query = request.query();
        int limit = Paging.limit(query);
        Statements scope = request.scope(pool.get());
        List<Pet> oneMore = PetQueries.list(scope, query, Paging.after(query), limit + 1);
        @Nullable Long total = Paging.isCounted(query) ? PetQueries.count(scope, query) : null;
        return Response.ok(PetPage.of(oneMore, limit, total));
    }

    private Response create(Request request) {
        return request.once(pool.get(), tx -> {
            requireBorn(tx, request.body());
            Pet pet = existing(tx, PetQueries.add(tx, request.body()));
            return Response.created(PetRoutes.path(pet.id()), pet).version(pet.version());
        });
    }

    private Response read(Request request) {
        return shown(existing(request.scope(pool.get()), request.pathId("id")));
    }

    private Response change(Request request) {
        UUID id = request.pathId("id");
        Statements scope = request.scope(pool.get());
        requireBorn(scope, request.body());
        return PetQueries.change(scope, id, request.versions(), request.body())
                .map(PetsHandler::shown)
                .orElseThrow(() -> Problem.stale(existing(scope, id).version()));
    }

    private void requireBorn(Statements scope, Values pet) {
        if (pet.orNull(PetFields.BIRTH_DATE) != null) {
            Today.at(clock.instant(), scope).requireNotLater(pet, PetFields.BIRTH_DATE);
        }
    }

    private Response archive(Request request, boolean away) {
        UUID id = request.pathId("id");
        return request.once(
                pool.get(),
                tx -> PetQueries.archive(tx, id, request.versions(), away)
                        .map(PetsHandler::shown)
                        .orElseGet(() -> unchanged(existing(tx, id), away)));
    }

    /** What is archived already needs no second time; otherwise it was another version. */
    private static Response unchanged(Pet pet, boolean away) {
        if ((pet.archivedAt() != null) == away) {
            return shown(pet);
        }
        throw Problem.stale(pet.version());
    }

    static Pet existing(Statements scope, UUID id) {
        return PetQueries.find(scope, id).orElseThrow(() -> noPet(id));
    }

    static Problem noPet(UUID id) {
        return Problem.notFound("No pet " + id + ".");
    }

    static Response shown(Pet pet) {
        return Response.ok(pet).version(pet.version());
    }
}
