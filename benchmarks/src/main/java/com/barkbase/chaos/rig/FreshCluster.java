package com.barkbase.chaos.rig;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a new PostgreSQL with the roles that RDS has, and a certificate for it: made once in the life of this
 * process and copied for each server. Everyone needs a password.
 *
 * @param programs where {@code postgres} is
 * @param root written once: many environments read it at the same time
 */
record FreshCluster(Path programs, Path data, Authority authority, Path root, Certificate certificate) {
    private static final List<String> STATEMENTS = List.of(
            "ALTER ROLE postgres PASSWORD '" + Postgres.initialPassword(Postgres.SUPERUSER) + "'",
            "CREATE ROLE barkbase_admin LOGIN CREATEROLE CREATEDB PASSWORD '" + Postgres.initialPassword(Postgres.OWNER)
                    + "'",
            "CREATE ROLE barkbase_app LOGIN PASSWORD '" + Postgres.initialPassword(Postgres.SERVICE) + "'",
            "GRANT barkbase_app TO barkbase_admin WITH ADMIN TRUE, SET TRUE, INHERIT FALSE",
            "CREATE DATABASE barkbase OWNER barkbase_admin");

    static FreshCluster shared() throws IOException {
        try {
            return Shared.CLUSTER;
        } catch (ExceptionInInitializerError e) {
            throw new IOException("the embedded PostgreSQL could not be made", e.getCause());
        }
    }

    private static FreshCluster make() throws IOException, SQLException, GeneralSecurityException {
        Path folder = Folder.create("barkbase-chaos").deletedAtExit().path();
        Path data = folder.resolve("data");
        Path programs;
        try (EmbeddedPostgres first = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .start();
                Connection connection = first.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : STATEMENTS) {
                statement.execute(each);
            }
            programs = programs(statement, data);
        }
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "host all all all scram-sha-256\nhost replication all all scram-sha-256\n");
        Authority authority = Authority.create(folder);
        return new FreshCluster(
                programs, data, authority, authority.root(), authority.issue("server", "dns:localhost,ip:127.0.0.1"));
    }

    /** Only the running server knows where its programs were unpacked to. */
    private static Path programs(Statement statement, Path data) throws IOException, SQLException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        String command = ProcessHandle.of(postmaster)
                .flatMap(process -> process.info().command())
                .orElse("");
        if (command.endsWith("/postgres")) {
            return Path.of(command).resolveSibling("");
        }
        try (ResultSet setting = statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
            setting.next();
            return Path.of(setting.getString(1));
        }
    }

    void copyTo(Path target) throws IOException {
        Commands.run(List.of("cp", "-Rp", data.toString(), target.toString()));
    }

    /** A program that refuses to run as root gets a user namespace of its own there. */
    List<String> command(String program) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs.resolve(program).toString());
        return command;
    }

    private static final class Shared {
        static final FreshCluster CLUSTER = start();

        private static FreshCluster start() {
            try {
                return make();
            } catch (IOException | SQLException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
