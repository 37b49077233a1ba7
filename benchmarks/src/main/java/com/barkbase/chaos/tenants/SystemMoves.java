package com.barkbase.chaos.tenants;

import static com.barkbase.chaos.tenants.Outcome.ABANDONED;
import static com.barkbase.chaos.tenants.Outcome.DONE;

import com.barkbase.db.StatementException;
import com.barkbase.db.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the login itself does between the tenants' requests, over the same connections. */
final class SystemMoves {
    static final String NO_TENANT = "no tenant in scope";

    static final List<Move> ALL = List.of(
            new Move("system: query", 1000, DONE, SystemMoves::query),
            new Move("system: transaction, abandoned", 200, ABANDONED, SystemMoves::abandoned),
            new Move("system: connection left dirty", 150, DONE, SystemMoves::dirty));

    private SystemMoves() {}

    private static void query(Caller caller) {
        look(caller, caller.system());
    }

    /** The owner sees every kennel, the service role none. */
    private static void look(Caller caller, Statements db) {
        if (caller.stage().login().equals(KennelServer.OWNER)) {
            caller.witness().system(KennelServer.OWNER, ScopeMoves.read(db));
            return;
        }
        try {
            List<Sighting> seen = ScopeMoves.read(db);
            caller.witness().leak("the service role without a tenant was shown " + seen);
        } catch (StatementException refused) {
            if (!String.valueOf(refused.getMessage()).contains(NO_TENANT)) {
                throw refused;
            }
        }
    }

    private static void abandoned(Caller caller) {
        caller.system().inTransaction(tx -> {
            look(caller, tx);
            throw new Abandoned();
        });
    }

    /** A library's connection that takes a tenant's scope for the session and is closed in the middle of it all. */
    private static void dirty(Caller caller) throws SQLException {
        try (Connection connection = caller.system().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(caller.chance().nextBoolean());
            statement.execute("SET ROLE barkbase_app");
            statement.execute("SET search_path = pg_catalog");
            statement.execute("SELECT set_config('app.tenant_id', '" + caller.other() + "', false)");
            statement.execute("DECLARE \"kept\" CURSOR WITH HOLD FOR SELECT 1");
            if (caller.chance().nextBoolean() && !connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
