package com.barkbase.chaos.tenants;

import com.barkbase.db.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is left when all callers have gone: asked of the server itself, by its operator. */
final class Aftermath {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 20;

    private final Pool operator;
    private final String login;
    private final Witness witness;

    Aftermath(Pool operator, String login, Witness witness) {
        this.operator = operator;
        this.login = login;
        this.witness = witness;
    }

    void look(Pool pool) throws InterruptedException {
        await(0, "state <> 'idle'", "sessions of " + login + " still at work or in a transaction");
        borrowAll(pool);
        long sessions = sessions("true");
        if (sessions > Round.CONNECTIONS) {
            witness.leak(sessions + " sessions of " + login + " in a pool of " + Round.CONNECTIONS);
        }
        rows();
    }

    void lookWhenClosed() throws InterruptedException {
        await(0, "true", "sessions of " + login + " after its pool was closed");
    }

    /** A connection that was borrowed and never came back would be missing now. */
    private void borrowAll(Pool pool) {
        List<Connection> borrowed = new ArrayList<>();
        try {
            for (int i = 0; i < Round.CONNECTIONS; i++) {
                borrowed.add(pool.getConnection());
            }
            for (Connection connection : borrowed) {
                connection.close();
            }
        } catch (SQLException e) {
            witness.leak("of " + Round.CONNECTIONS + " connections of " + login + " only " + borrowed.size()
                    + " can be borrowed: " + e.getMessage());
        }
    }

    private void rows() {
        long foreign = count(
                "SELECT count(*) AS n FROM \"Pet\" WHERE \"writer\" <> \"tenantId\" OR \"state\" <> $1", Sighting.KEPT);
        witness.counted(foreign, 0, "somebody else, or one that was rolled back, and that stayed,");
        witness.counted(count("SELECT count(*) AS n FROM \"Pet\""), KennelServer.ALL_PETS, "the operator");
    }

    private void await(long expected, String condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        long found = sessions(condition);
        while (found != expected && System.nanoTime() - end < 0) {
            Thread.sleep(PAUSE_MILLIS);
            found = sessions(condition);
        }
        if (found != expected) {
            witness.leak(found + " " + what);
        }
    }

    private long sessions(String condition) {
        return count("SELECT count(*) AS n FROM pg_stat_activity WHERE usename = $1 AND " + condition, login);
    }

    private long count(String sql, Object... values) {
        return operator.query(sql, values).first().orElseThrow().bigint("n");
    }
}
