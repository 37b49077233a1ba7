package com.barkbase.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The real PostgreSQL 17 that the tests talk to: one for all tests of a JVM, started by the first that asks, stopped
 * with the JVM. As on RDS the owner is no superuser, and every login takes a password by SCRAM. TLS is off until a test
 * asks for it; with TLS on the server still takes plain connections too.
 */
final class TestPostgres {
    static final String HOST = "localhost";
    static final String OWNER = "barkbase_admin";
    static final String OWNER_PASSWORD = "the-owner's-password";
    static final String SUPERUSER = "postgres";
    static final String SUPERUSER_PASSWORD = "the-superuser's-password";

    /** A database that takes no login without TLS, as RDS does with rds.force_ssl, once a test has created it. */
    static final String TLS_ONLY_DATABASE = "tls_only";

    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(10);

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static TestPostgres shared() {
        return Shared.POSTGRES;
    }

    int port() {
        return server.getPort();
    }

    /** Makes an empty database that belongs to {@link #OWNER}; one of the same name is dropped first. */
    void createDatabase(String name) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists \"%s\" with (force)".formatted(name));
            statement.execute("create database \"%s\" owner %s".formatted(name, OWNER));
        }
    }

    /** A connection of the superuser to the database {@code postgres}. */
    Connection superuser() throws SQLException {
        return superuser("postgres");
    }

    Connection superuser(String database) throws SQLException {
        return connect(database, SUPERUSER, SUPERUSER_PASSWORD);
    }

    Connection owner(String database) throws SQLException {
        return connect(database, OWNER, OWNER_PASSWORD);
    }

    Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(HOST, port(), database);
    }

    /** Offers TLS with this certificate from now on; returns when new connections see it. */
    void serveTls(TestCertificate certificate) throws SQLException {
        reload(
                "alter system set ssl_cert_file = '%s'".formatted(certificate.chainFile()),
                "alter system set ssl_key_file = '%s'".formatted(certificate.keyFile()),
                "alter system set ssl = on");
    }

    /** Answers a request for TLS with "no" from now on; returns when new connections see it. */
    void serveWithoutTls() throws SQLException {
        reload("alter system set ssl = off");
    }

    private void reload(String... settings) throws SQLException {
        String before = configurationTime();
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            statement.execute("select pg_reload_conf()");
        }
        awaitConfigurationAfter(before);
    }

    private void awaitConfigurationAfter(String before) throws SQLException {
        long deadline = System.nanoTime() + RELOAD_LIMIT.toNanos();
        while (configurationTime().equals(before)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("PostgreSQL did not reload its configuration in " + RELOAD_LIMIT);
            }
        }
    }

    /** Asked over a new connection each time: a session that is open sees a reload later than the postmaster. */
    private String configurationTime() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet time = statement.executeQuery("select pg_conf_load_time()::text")) {
            time.next();
            return time.getString(1);
        }
    }

    private static TestPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            TestPostgres postgres = new TestPostgres(server);
            postgres.requirePasswords(createRoles(server));
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("embedded PostgreSQL could not be set up", e);
        }
    }

    private static Path createRoles(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role %s password %s".formatted(SUPERUSER, quoted(SUPERUSER_PASSWORD)));
            statement.execute(
                    "create role %s login createdb createrole password %s".formatted(OWNER, quoted(OWNER_PASSWORD)));
            try (ResultSet file = statement.executeQuery("show hba_file")) {
                file.next();
                return Path.of(file.getString(1));
            }
        }
    }

    private void requirePasswords(Path accessRules) throws IOException, SQLException {
        Files.writeString(
                accessRules,
                "hostnossl %s all all reject%nhost all all all scram-sha-256%n".formatted(TLS_ONLY_DATABASE));
        reload();
    }

    /** To one of its processes. */
    static void signal(String name, String process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " " + process + " ended with " + status);
        }
    }

    private static String quoted(String literal) {
        return "'" + literal.replace("'", "''") + "'";
    }

    private static final class Shared {
        static final TestPostgres POSTGRES = start();
    }
}
