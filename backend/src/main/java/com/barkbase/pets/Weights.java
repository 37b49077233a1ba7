package com.barkbase.pets;

import com.barkbase.calendar.Today;
import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.http.Paging;
import com.barkbase.http.Problem;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a pet weighed, and when. */
final class Weights {

    private final Supplier<Pool> pool;
    private final InstantSource clock;

    Weights(Supplier<Pool> pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Response list(Request request) {
        UUID pet = request.pathId("id");
        int limit = Paging.limit(request.query());
        Statements scope = request.scope(pool.get());
        List<Weight> oneMore = WeightQueries.list(scope, pet, Paging.after(request.query()), limit + 1);
        if (oneMore.isEmpty()) {
            PetsHandler.existing(scope, pet);
        }
        @Nullable Long total = Paging.isCounted(request.query()) ? WeightQueries.count(scope, pet) : null;
        return Response.ok(WeightPage.of(oneMore, limit, total));
    }

    Response add(Request request) {
        UUID pet = request.pathId("id");
        return request.once(pool.get(), tx -> {
            Today.at(clock.instant(), tx).requireNotLater(request.body(), PetFields.MEASURED_ON);
            Weight weight = WeightQueries.add(tx, pet, request.body()).orElseThrow(() -> PetsHandler.noPet(pet));
            return Response.created(PetRoutes.path(pet) + "/weights", weight).version(weight.version());
        });
    }

    Response archive(Request request, boolean away) {
        UUID pet = request.pathId("id");
        UUID id = request.pathId("weightId");
        return request.once(
                pool.get(),
                tx -> WeightQueries.archive(tx, pet, id, request.versions(), away)
                        .map(Weights::shown)
                        .orElseGet(() -> unchanged(existing(tx, pet, id), away)));
    }

    private static Response unchanged(Weight weight, boolean away) {
        if ((weight.archivedAt() != null) == away) {
            return shown(weight);
        }
        throw Problem.stale(weight.version());
    }

    private static Weight existing(Statements scope, UUID pet, UUID id) {
        return WeightQueries.find(scope, pet, id)
                .orElseThrow(() -> Problem.notFound("No weight %s of pet %s.".formatted(id, pet)));
    }

    private static Response shown(Weight weight) {
        return Response.ok(weight).version(weight.version());
    }
}
