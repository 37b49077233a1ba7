package com.barkbase;

import com.barkbase.db.Pool;
import com.barkbase.migrate.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A real PostgreSQL 17 on loopback that asks nobody for a password, so that a test can be anyone. */
public final class TestCluster implements AutoCloseable {

    public static final String SUPERUSER = "postgres";
    public static final String OWNER = "barkbase_admin";
    public static final String SERVICE = "barkbase_app";

    private final EmbeddedPostgres server;

    private TestCluster(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestCluster start() {
        return start(Map.of());
    }

    /** With settings of the server's own, as in postgresql.conf. */
    public static TestCluster start(Map<String, String> settings) {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "off");
        settings.forEach(server::setServerConfig);
        try {
            return new TestCluster(server.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of few connections, so that many pools fit beside each other. */
    public Pool login(String user, String database) {
        return Pool.open(Map.of(
                "DB_HOST", "localhost", "DB_PORT", port(), "DB_NAME", database, "DB_USER", user, "DB_POOL_MAX", "2"));
    }

    public String port() {
        return Integer.toString(server.getPort());
    }

    public void asSuperuser(String... statements) {
        try (Pool pool = login(SUPERUSER, "postgres")) {
            for (String statement : statements) {
                pool.update(statement);
            }
        }
    }

    /** As RDS makes its master: no superuser, but a maker of roles. */
    public void createOwner() {
        asSuperuser("CREATE ROLE barkbase_admin LOGIN CREATEROLE CREATEDB");
    }

    public void createDatabase(String name, String owner) {
        asSuperuser("CREATE DATABASE \"%s\" OWNER %s".formatted(name, owner));
    }

    public static void migrate(Pool owner) {
        Schema.migrate(owner);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
