package com.barkbase.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The real PostgreSQL 17 that all contenders talk to: as on RDS, logins by SCRAM and an owner that is no superuser. */
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    public static PostgresServer start() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role %s login createrole password '%s'"
                    .formatted(Target.USER, Target.PASSWORD.replace("'", "''")));
            statement.execute("create database %s owner %s".formatted(Target.DATABASE, Target.USER));
            requirePasswords(statement);
            return new PostgresServer(server);
        } catch (SQLException e) {
            server.close();
            throw new IOException("the embedded PostgreSQL could not be set up: " + e.getMessage(), e);
        }
    }

    private static void requirePasswords(Statement statement) throws SQLException, IOException {
        try (ResultSet file = statement.executeQuery("show hba_file")) {
            file.next();
            Files.writeString(Path.of(file.getString(1)), "host all all all scram-sha-256\n");
        }
        statement.execute("select pg_reload_conf()");
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
