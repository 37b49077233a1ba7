package com.barkbase.http;

import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of a route, in the services' words: who asks, for what, and until when an answer is of use. */
public final class Request {

    private final Event event;
    private final @Nullable UUID tenant;
    private final Instant deadline;

    Request(Event event, @Nullable UUID tenant, Instant deadline) {
        this.event = event;
        this.tenant = tenant;
        this.deadline = deadline;
    }

    public Instant deadline() {
        return deadline;
    }

    /**
     * The database as this request may see it: the caller's tenant, until the deadline.
     *
     * @throws IllegalStateException on a route that needs no tenant
     */
    public Scope scope(Pool pool) {
        if (tenant == null) {
            throw new IllegalStateException(event.routeKey() + " is open to anyone and so has no tenant");
        }
        return pool.asTenant(tenant).before(deadline);
    }

    /** A parameter of the path that is an id; anything else is a 400. */
    public UUID pathId(String name) {
        return Ids.parse(event.path(name))
                .orElseThrow(() -> Problem.badRequest("\"%s\" is not an id; an id is a UUID such as %s."
                        .formatted(event.path(name), "0b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c77")));
    }

    /** A whole number of the query string within {@code least} and {@code most}; anything else is a 400. */
    public int queryInt(String name, int absent, int least, int most) {
        String given = event.query(name);
        if (given == null) {
            return absent;
        }
        if (given.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Problem.badRequest(
                "%s is \"%s\"; it must be a whole number from %d to %d.".formatted(name, given, least, most));
    }

    /** A switch of the query string: absent is false, other words than true and false are a 400. */
    public boolean queryFlag(String name) {
        String given = event.query(name);
        if (given == null || given.equals("false")) {
            return false;
        }
        if (given.equals("true")) {
            return true;
        }
        throw Problem.badRequest("%s is \"%s\"; it must be true or false.".formatted(name, given));
    }

    /** Where the page before ended, from {@code cursor}; null asks for the first page. */
    public @Nullable Cursor cursor() {
        String given = event.query("cursor");
        return given == null ? null : Cursor.parse(given);
    }
}
