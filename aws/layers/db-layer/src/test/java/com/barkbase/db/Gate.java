package com.barkbase.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A lock at the server, closed until a test opens it: statements, or logins, can be met while they run. */
final class Gate implements AutoCloseable {
    /** A statement that runs as long as the gate is closed. */
    static final String PASS = "select pg_advisory_xact_lock_shared(7) is null as passed";

    private final Connection connection;

    Gate(KennelDatabase database) throws SQLException {
        connection = TestPostgres.shared().superuser(database.name());
        execute("select pg_advisory_lock(7)");
    }

    /** From now on each login to the database has to pass the gate. */
    void stopLogins() throws SQLException {
        execute("create function pass_gate() returns event_trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock_shared(7); end $$");
        execute("create event trigger at_login on login execute function pass_gate()");
    }

    void awaitSomebodyWaiting() throws SQLException {
        Deadline until = Deadline.in(10_000);
        while (!isSomebodyWaiting()) {
            if (until.hasPassed()) {
                throw new AssertionError("nobody came to the gate");
            }
            Thread.onSpinWait();
        }
    }

    void open() throws SQLException {
        execute("select pg_advisory_unlock(7)");
    }

    /** Opens it too: the lock ends with its session. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean isSomebodyWaiting() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select exists (select from pg_locks where not granted"
                        + " and locktype = 'advisory' and database = (select oid from pg_database"
                        + " where datname = current_database()))")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
