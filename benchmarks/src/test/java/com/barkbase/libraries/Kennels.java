package com.barkbase.libraries;

import com.barkbase.bench.PostgresServer;
import com.barkbase.bench.Target;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** The backend's own schema on a real PostgreSQL 17, and its kennels; one for all tests of the JVM. */
final class Kennels {
    static final String SERVICE = "barkbase_app";

    private static final String SERVICE_PASSWORD = "the-service's-password";
    /** A busy machine is no failure. */
    private static final int PATIENT_MILLIS = 20_000;

    private static final PostgresServer SERVER = migrated();
    /** Beside the pool under test, and as long as the JVM. */
    private static final Pool WATCHER = owner();

    private Kennels() {}

    static int port() {
        return SERVER.port();
    }

    /** Of one connection: what one caller forgets, the next one misses at once. */
    static Pool owner() {
        return login(Target.USER, Target.PASSWORD, port(), 1, PATIENT_MILLIS);
    }

    /** Of one connection, for which nobody waits longer than a second. */
    static Pool impatientOwner() {
        return login(Target.USER, Target.PASSWORD, port(), 1, 1_000);
    }

    /** Of one connection too. */
    static Pool service() {
        return login(SERVICE, SERVICE_PASSWORD, port(), 1, PATIENT_MILLIS);
    }

    static Pool owner(int port, int connections) {
        return login(Target.USER, Target.PASSWORD, port, connections, PATIENT_MILLIS);
    }

    /** The owner's login without the db-layer, told the same as the db-layer tells the driver. */
    static Connection bareDriver(int port) throws SQLException {
        Properties properties = Target.driverProperties();
        properties.setProperty("user", Target.USER);
        properties.setProperty("password", Target.PASSWORD);
        return DriverManager.getConnection(new Target(port, Target.DATABASE).url(), properties);
    }

    /** A kennel that no other test knows. */
    static UUID open(Pool owner) {
        UUID tenant = UUID.randomUUID();
        owner.update("INSERT INTO \"Tenant\" (\"id\", \"name\", \"timeZone\") VALUES ($1, 'Kennel', 'UTC')", tenant);
        return tenant;
    }

    /** What is really there, read by the owner, whose rows no policy hides. */
    static List<String> ownersOf(UUID tenant) {
        return WATCHER.query(
                "SELECT \"name\" FROM \"Owner\" WHERE \"tenantId\" = $1 ORDER BY \"name\"",
                row -> row.string("name"),
                tenant);
    }

    /** Returns when a session runs a statement like this one. */
    static void awaitStatement(String pattern) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (WATCHER.query(
                                "SELECT FROM pg_stat_activity WHERE query LIKE $1 AND state = 'active'"
                                        + " AND pid <> pg_backend_pid()",
                                pattern)
                        .rowCount()
                == 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no session came to run " + pattern);
            }
        }
    }

    /** Ends what runs on though its client is gone: its transaction is open, which other tests' DDL would wait for. */
    static void endStatement(String pattern) {
        WATCHER.query(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE query LIKE $1"
                        + " AND pid <> pg_backend_pid() AND state = 'active'",
                pattern);
    }

    private static Pool login(String user, String password, int port, int connections, int waitMillis) {
        return Pool.open(Map.of(
                "DB_HOST",
                Target.HOST,
                "DB_PORT",
                Integer.toString(port),
                "DB_NAME",
                Target.DATABASE,
                "DB_USER",
                user,
                "DB_PASSWORD",
                password,
                "DB_POOL_MAX",
                Integer.toString(connections),
                "DB_CONNECTION_TIMEOUT",
                Integer.toString(waitMillis)));
    }

    private static PostgresServer migrated() {
        try {
            PostgresServer server = PostgresServer.start();
            try (Pool owner = login(Target.USER, Target.PASSWORD, server.port(), 2, PATIENT_MILLIS)) {
                Flyway.configure().dataSource(owner).load().migrate();
                owner.update("ALTER ROLE barkbase_app LOGIN PASSWORD '" + SERVICE_PASSWORD.replace("'", "''") + "'");
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not start", e);
        }
    }
}
