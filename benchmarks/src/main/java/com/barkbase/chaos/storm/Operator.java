package com.barkbase.chaos.storm;

import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A superuser, for whom PostgreSQL reserves a few connections, logs in again and again while the storm lasts: with the
 * db-layer, and as psql does, which asks once. PostgreSQL looks at the reserve after the password: until then
 * strangers, too, hold its last connections.
 */
final class Operator implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;

    private final Postgres postgres;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private final List<String> failures = new ArrayList<>();
    private volatile boolean over;
    private int logins;
    private int refusedOnce;

    Operator(Postgres postgres) {
        this.postgres = postgres;
        thread.start();
    }

    private void run() {
        try {
            while (!over) {
                logins++;
                logIn();
                refusedOnce += isRefusedOnce() ? 1 : 0;
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void logIn() {
        try (Pool pool = postgres.operator()) {
            pool.query("SELECT 1");
        } catch (DbException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    private boolean isRefusedOnce() {
        Map<String, String> login = postgres.variables(Postgres.SUPERUSER);
        String url = "jdbc:postgresql://" + Postgres.HOST + ":" + postgres.port() + "/" + Postgres.DATABASE;
        try (Connection connection = DriverManager.getConnection(url, login.get("DB_USER"), login.get("DB_PASSWORD"))) {
            return !connection.isValid(0);
        } catch (SQLException refused) {
            return true;
        }
    }

    /** What became of its logins; it must have been closed. */
    List<Claim> claims(String what) {
        return List.of(
                Claim.ours(
                        what + ": logins of the operator that failed, of " + logins,
                        "0",
                        failures.isEmpty() ? "0" : failures.size() + "; such as " + failures.getFirst(),
                        failures.isEmpty()),
                Claim.peers(
                        "psql's way (asks once)",
                        what + ": logins of the operator refused, of " + logins,
                        "0",
                        Claim.number(refusedOnce),
                        refusedOnce == 0));
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
