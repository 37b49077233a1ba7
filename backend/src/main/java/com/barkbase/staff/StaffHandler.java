package com.barkbase.staff;

import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.DbLayer;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Paging;
import com.barkbase.http.Problem;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import com.barkbase.http.Role;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@link StaffRoutes}. Nobody gives, takes or changes a role above their own, so nobody raises themselves; that
 * the last OWNER stays is the database's to hold.
 */
public final class StaffHandler extends Endpoint {

    private final Supplier<Pool> pool;

    public StaffHandler() {
        this(DbLayer.pool());
    }

    public StaffHandler(Supplier<Pool> pool) {
        this.pool = pool;
        serve(StaffRoutes.ME, this::me);
        serve(StaffRoutes.LIST, this::list);
        serve(StaffRoutes.ADD, this::add);
        serve(StaffRoutes.READ, this::read);
        serve(StaffRoutes.CHANGE, this::change);
        serve(StaffRoutes.REMOVE, this::remove);
    }

    private Response me(Request request) {
        UUID user = request.caller().userId();
        return Response.ok(StaffQueries.me(request.scope(pool.get()), user)
                .orElseThrow(() -> Problem.forbidden("You are not a member of this kennel.")));
    }

    private Response list(Request request) {
        Values query = request.query();
        int limit = Paging.limit(query);
        Statements scope = request.scope(pool.get());
        List<Member> oneMore = StaffQueries.list(scope, Paging.after(query), limit + 1);
        @Nullable Long total = Paging.isCounted(query) ? StaffQueries.count(scope) : null;
        return Response.ok(MemberPage.of(oneMore, limit, total));
    }

    private Response add(Request request) {
        requireMayGive(request);
        return request.once(pool.get(), tx -> {
            Member member = StaffQueries.add(tx, request.body());
            return Response.created(StaffRoutes.path(member), member).version(member.version());
        });
    }

    private Response read(Request request) {
        return shown(existing(request.scope(pool.get()), request.pathId("id")));
    }

    private Response change(Request request) {
        requireMayGive(request);
        UUID id = request.pathId("id");
        Statements scope = request.scope(pool.get());
        return StaffQueries.change(scope, id, request.versions(), manageable(request), request.body())
                .map(StaffHandler::shown)
                .orElseThrow(() -> refusal(request, existing(scope, id)));
    }

    private Response remove(Request request) {
        UUID id = request.pathId("id");
        Statements scope = request.scope(pool.get());
        return StaffQueries.remove(scope, id, request.versions(), manageable(request))
                .map(StaffHandler::shown)
                .orElseThrow(() -> refusal(request, existing(scope, id)));
    }

    private static void requireMayGive(Request request) {
        String given = request.body().orNull(MemberFields.ROLE);
        Role own = request.caller().role();
        if (given != null && !own.manages(Role.valueOf(given))) {
            throw Problem.forbidden("A %s can't make anyone %s.".formatted(own, given));
        }
    }

    private static List<Role> manageable(Request request) {
        return request.caller().role().managed();
    }

    private static Problem refusal(Request request, Member member) {
        Role own = request.caller().role();
        return own.manages(member.role())
                ? Problem.stale(member.version())
                : Problem.forbidden("A %s can't change or remove %s.".formatted(own, member.role()));
    }

    private static Member existing(Statements scope, UUID id) {
        return StaffQueries.find(scope, id).orElseThrow(() -> Problem.notFound("No member " + id + "."));
    }

    private static Response shown(Member member) {
        return Response.ok(member).version(member.version());
    }
}
