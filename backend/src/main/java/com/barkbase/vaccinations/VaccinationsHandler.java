package com.barkbase.vaccinations;

import com.barkbase.calendar.Today;
import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.Cursor;
import com.barkbase.http.DbLayer;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Paging;
import com.barkbase.http.Problem;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers {@link VaccinationRoutes}. */
public final class VaccinationsHandler extends Endpoint {

    private static final int DEFAULT_DAYS = 30;

    private final Supplier<Pool> pool;
    private final InstantSource clock;

    public VaccinationsHandler() {
        this(DbLayer.pool());
    }

    public VaccinationsHandler(Supplier<Pool> pool) {
        this(pool, InstantSource.system());
    }

    VaccinationsHandler(Supplier<Pool> pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
        serve(VaccinationRoutes.LIST, this::list);
        serve(VaccinationRoutes.RECORD, this::record);
        serve(VaccinationRoutes.DUE, this::due);
        serve(VaccinationRoutes.READ, this::read);
        serve(VaccinationRoutes.CHANGE, this::change);
        serve(VaccinationRoutes.ARCHIVE, request -> archive(request, true));
        serve(VaccinationRoutes.RESTORE, request -> archive(request, false));
    }

    private Response list(Request request) {
        UUID pet = request.pathId("id");
        boolean archived = request.query().isTrue(VaccinationFields.ARCHIVED);
        int limit = Paging.limit(request.query());
        @Nullable Cursor after = Paging.after(request.query());
        Statements scope = request.scope(pool.get());
        List<Vaccination> oneMore = VaccinationQueries.list(scope, pet, archived, after, limit + 1);
        if (oneMore.isEmpty() && !VaccinationQueries.isPet(scope, pet)) {
            throw noPet(pet);
        }
        @Nullable
        Long total = Paging.isCounted(request.query()) ? VaccinationQueries.count(scope, pet, archived) : null;
        return Response.ok(VaccinationPage.of(oneMore, limit, total));
    }

    private Response record(Request request) {
        UUID pet = request.pathId("id");
        return request.once(pool.get(), tx -> {
            VaccinationFields.require(request.body(), Today.at(clock.instant(), tx));
            Vaccination dose = VaccinationQueries.add(tx, pet, request.body()).orElseThrow(() -> noPet(pet));
            return Response.created(VaccinationRoutes.path(dose), dose).version(dose.version());
        });
    }

    private Response due(Request request) {
        Values query = request.query();
        @Nullable Integer days = query.orNull(VaccinationFields.DAYS);
        int limit = Paging.limit(query);
        Statements scope = request.scope(pool.get());
        LocalDate today = Today.at(clock.instant(), scope).date();
        LocalDate until = today.plusDays(days == null ? DEFAULT_DAYS : days);
        List<DueVaccination> oneMore = DueQueries.list(scope, today, until, Paging.after(query), limit + 1);
        @Nullable Long total = Paging.isCounted(query) ? DueQueries.count(scope, until) : null;
        return Response.ok(DuePage.of(today, until, oneMore, limit, total));
    }

    private Response read(Request request) {
        return shown(existing(request.scope(pool.get()), request.pathId("id")));
    }

    private Response change(Request request) {
        UUID id = request.pathId("id");
        Statements scope = request.scope(pool.get());
        if (request.body().has(VaccinationFields.ADMINISTERED_AT)) {
            VaccinationFields.require(request.body(), Today.at(clock.instant(), scope));
        }
        return VaccinationQueries.change(scope, id, request.versions(), request.body())
                .map(VaccinationsHandler::shown)
                .orElseThrow(() -> Problem.stale(existing(scope, id).version()));
    }

    private Response archive(Request request, boolean away) {
        UUID id = request.pathId("id");
        return request.once(
                pool.get(),
                tx -> VaccinationQueries.archive(tx, id, request.versions(), away)
                        .map(VaccinationsHandler::shown)
                        .orElseGet(() -> unchanged(existing(tx, id), away)));
    }

    /** What is archived already needs no second time; otherwise it was another version. */
    private static Response unchanged(Vaccination dose, boolean away) {
        if ((dose.archivedAt() != null) == away) {
            return shown(dose);
        }
        throw Problem.stale(dose.version());
    }

    private static Vaccination existing(Statements scope, UUID id) {
        return VaccinationQueries.find(scope, id).orElseThrow(() -> Problem.notFound("No vaccination " + id + "."));
    }

    private static Problem noPet(UUID id) {
        return Problem.notFound("No pet " + id + ".");
    }

    private static Response shown(Vaccination dose) {
        return Response.ok(dose).version(dose.version());
    }
}
