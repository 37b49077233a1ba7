package com.barkbase.http;

import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import com.barkbase.db.Statements;
import com.barkbase.fields.Id;
import com.barkbase.fields.Values;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of a route, in the services' words: who asks, for what, and until when an answer is of use. All that the
 * route declares has been checked when a service sees it.
 */
public final class Request {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private final Event event;
    private final Route route;
    private final @Nullable Caller caller;
    private final Values query;
    private final @Nullable Values body;
    private final Instant deadline;
    private final LongAdder roundTrips;

    /**
     * Checks an event against its route: the caller before the body, so that a stranger learns nothing of it.
     *
     * @param roundTrips counts what the request's scopes send
     */
    Request(Event event, Route route, Instant deadline, LongAdder roundTrips) {
        this.event = event;
        this.route = route;
        this.deadline = deadline;
        this.roundTrips = roundTrips;
        this.caller = caller(event, route);
        this.query = Parameters.read(event, route.query());
        this.body = route.body() == null ? null : Body.read(event, route.body());
        requirePrecondition();
    }

    private static @Nullable Caller caller(Event event, Route route) {
        Permission permission = route.permission();
        if (permission == null) {
            return null;
        }
        Caller caller = Caller.of(event);
        caller.require(permission);
        return caller;
    }

    private void requirePrecondition() {
        if (route.body() != null && route.body().isPatch() && event.header("if-match") == null) {
            throw Problem.preconditionRequired();
        }
    }

    public Instant deadline() {
        return deadline;
    }

    /**
     * Who asks.
     *
     * @throws IllegalStateException on a route that is open to anyone
     */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(route.key() + " is open to anyone and so has no caller");
        }
        return caller;
    }

    /**
     * The database as this request may see it: the caller's tenant, until the deadline. Each statement is a transaction
     * of its own.
     *
     * @throws IllegalStateException on a route that is open to anyone
     */
    public Statements scope(Pool pool) {
        return tenantScope(pool);
    }

    /** The database as the login itself sees it, until the deadline. */
    public Statements systemScope(Pool pool) {
        return pool.counting(roundTrips).before(deadline);
    }

    private Scope tenantScope(Pool pool) {
        return pool.asTenant(caller().tenantId()).before(deadline).counting(roundTrips);
    }

    /** Does {@code work} in one transaction of the caller's tenant: all of it, or nothing where it throws. */
    public <T> T inTransaction(Pool pool, Function<Statements, T> work) {
        return tenantScope(pool).inTransaction(work::apply);
    }

    /**
     * Does {@code work} in one transaction of the caller's tenant, and once only where the request carries an
     * {@code Idempotency-Key}: sent again it gets the first answer.
     */
    public Response once(Pool pool, Function<Statements, Response> work) {
        String key = event.header("idempotency-key");
        if (key == null) {
            return inTransaction(pool, work);
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.badRequest(
                    "Idempotency-Key is \"%s\"; it must be 1 to 255 visible characters of ASCII.".formatted(key));
        }
        Idempotency idempotency = new Idempotency(caller().tenantId(), key, route.key(), fingerprint());
        return inTransaction(pool, tx -> idempotency.once(tx, work));
    }

    private String fingerprint() {
        return Idempotency.fingerprint(
                caller().userId().toString(), new TreeMap<>(event.path()).toString(), body == null ? "" : body.json());
    }

    /** A parameter of the path that is an id; anything else is a 400. */
    public UUID pathId(String name) {
        String given = event.path().get(name);
        return Id.parse(given)
                .orElseThrow(
                        () -> Problem.badRequest("\"%s\" is not an id; an id is %s.".formatted(given, Id.ALLOWED)));
    }

    /** The parameters of the address, as {@link Route#query()} declares them. */
    public Values query() {
        return query;
    }

    /**
     * The fields of the body, as {@link Route#body()} declares them.
     *
     * @throws IllegalStateException on a route that takes none
     */
    public Values body() {
        if (body == null) {
            throw new IllegalStateException(route.key() + " declares no body");
        }
        return body;
    }

    /**
     * The versions that {@code If-Match} allows a change to begin from; null where any will do.
     *
     * @throws IllegalStateException on a route that does not declare it
     */
    public @Nullable List<Integer> versions() {
        if (!route.heedsVersions()) {
            throw new IllegalStateException(route.key() + " does not declare that it heeds versions");
        }
        return Precondition.versions(event.header("if-match"));
    }
}
