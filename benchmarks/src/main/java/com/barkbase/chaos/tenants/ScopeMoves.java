package com.barkbase.chaos.tenants;

import static com.barkbase.chaos.tenants.Outcome.ABANDONED;
import static com.barkbase.chaos.tenants.Outcome.DONE;
import static com.barkbase.chaos.tenants.Outcome.REFUSED;

import com.barkbase.db.Row;
import com.barkbase.db.StatementException;
import com.barkbase.db.Statements;
import com.barkbase.db.TransactionMode;
import java.time.Instant;
import java.util.List;

/** What requests do through {@code asTenant}. */
final class ScopeMoves {
    static final List<Move> ALL = List.of(
            new Move("query", 2400, DONE, ScopeMoves::query),
            new Move("update", 900, DONE, ScopeMoves::update),
            new Move("transaction", 900, DONE, ScopeMoves::transaction),
            new Move("repeatable transaction", 300, DONE, ScopeMoves::repeatable),
            new Move("transaction, abandoned", 900, ABANDONED, ScopeMoves::abandoned),
            new Move("mapper that throws", 200, ABANDONED, ScopeMoves::brokenMapper),
            new Move("stream, stopped anywhere", 60, DONE, ScopeMoves::stream),
            new Move("statement that fails", 400, REFUSED, ScopeMoves::failing),
            new Move("failure caught inside", 200, REFUSED, ScopeMoves::caughtInside),
            new Move("statement that would escape", 200, REFUSED, ScopeMoves::escaping),
            new Move("scope spoilt by its own SQL", 200, DONE, ScopeMoves::spoilt),
            new Move("scope inside of another's", 300, DONE, ScopeMoves::nested),
            new Move("short wait for a connection", 300, DONE, ScopeMoves::impatient));

    private static final List<String> FAILING = List.of(
            "SELECT 1 / 0 FROM \"Pet\"",
            "INSERT INTO \"Pet\" SELECT * FROM \"Pet\"",
            "UPDATE \"Pet\" SET \"tenantId\" = gen_random_uuid()",
            "SELECT \"nothing\" FROM \"Pet\"");
    private static final List<String> ESCAPING =
            List.of("SELECT 1; COMMIT", "RESET ROLE", "COMMIT", "DO $$ BEGIN COMMIT; END $$");

    private ScopeMoves() {}

    static List<Sighting> read(Statements db) {
        return db.query(Sighting.READ, Sighting::from);
    }

    static List<Sighting> write(Caller caller, Statements db, String state) {
        return db.query(Sighting.WRITE, Sighting::from, caller.tenant(), state);
    }

    private static void query(Caller caller) {
        caller.saw(read(caller.scope()));
    }

    private static void update(Caller caller) {
        long changed = caller.scope().update(Sighting.WRITE, caller.tenant(), Sighting.KEPT);
        caller.witness().counted(changed, KennelServer.PETS_OF_A_KENNEL, caller.tenant());
    }

    private static void transaction(Caller caller) {
        caller.scope().inTransaction(tx -> readWriteRead(caller, tx));
    }

    private static void repeatable(Caller caller) {
        caller.scope().inTransaction(TransactionMode.repeatableRead().repeatable(3), tx -> readWriteRead(caller, tx));
    }

    private static Void readWriteRead(Caller caller, Statements tx) {
        caller.saw(read(tx));
        caller.saw(write(caller, tx, Sighting.KEPT));
        caller.saw(read(tx));
        return null;
    }

    private static void abandoned(Caller caller) {
        caller.scope().inTransaction(tx -> {
            caller.witness().own(caller.tenant(), write(caller, tx, Sighting.ABANDONED), Sighting.ABANDONED);
            caller.witness().own(caller.tenant(), read(tx), Sighting.ABANDONED);
            throw new Abandoned();
        });
    }

    private static void brokenMapper(Caller caller) {
        caller.scope().query(Sighting.READ, row -> {
            caller.witness().own(caller.tenant(), Sighting.from(row), Sighting.KEPT);
            throw new Abandoned();
        });
    }

    /** More rows than one round trip brings. */
    private static void stream(Caller caller) {
        int wanted = 1 + caller.chance().nextInt(1_200);
        caller.scope().stream(Sighting.READ + " CROSS JOIN generate_series(1, 400)", Sighting::from, rows -> {
            rows.limit(wanted).forEach(row -> caller.witness().own(caller.tenant(), row, Sighting.KEPT));
            return wanted;
        });
    }

    private static void failing(Caller caller) {
        String sql = FAILING.get(caller.chance().nextInt(FAILING.size()));
        if (caller.chance().nextBoolean()) {
            caller.scope().query(sql);
        } else {
            caller.scope().inTransaction(tx -> {
                caller.saw(read(tx));
                return tx.query(sql);
            });
        }
    }

    private static void caughtInside(Caller caller) {
        caller.scope().inTransaction(tx -> {
            write(caller, tx, Sighting.ABANDONED);
            try {
                return tx.query(FAILING.getFirst());
            } catch (StatementException goesOnAllTheSame) {
                return null;
            }
        });
    }

    private static void escaping(Caller caller) {
        caller.scope().query(ESCAPING.get(caller.chance().nextInt(ESCAPING.size())));
    }

    /** SQL may name another tenant, as the documents say: what it set must be gone for the next caller. */
    private static void spoilt(Caller caller) {
        caller.scope().inTransaction(tx -> {
            tx.query(
                    "SELECT set_config('app.tenant_id', $1, true), set_config('role', 'none', true),"
                            + " set_config('search_path', 'pg_catalog', true)",
                    caller.other());
            return null;
        });
    }

    private static void nested(Caller caller) {
        Instant soon = Instant.now().plusMillis(20);
        caller.scope().inTransaction(tx -> {
            caller.saw(read(tx));
            caller.witness().own(caller.other(), read(caller.othersScope().before(soon)));
            caller.saw(read(tx));
            return null;
        });
    }

    private static void impatient(Caller caller) {
        caller.saw(read(caller.scope()
                .before(Instant.now().plusMillis(1 + caller.chance().nextInt(40)))));
    }

    static int backend(Statements db) {
        return db.query("SELECT pg_backend_pid() AS pid")
                .first()
                .map((Row row) -> row.integer("pid"))
                .orElseThrow();
    }
}
