package com.barkbase.local;

import com.barkbase.db.Pool;
import com.barkbase.migrate.Scram;
import com.barkbase.migrate.ServiceLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The embedded database, with the roles that RDS has: an owner that is no superuser, and the service role. The
 * superuser itself has no password, so nobody can log in as it.
 */
final class Embedded {

    static final String OWNER = "barkbase_admin";
    static final String SERVICE = "barkbase_app";

    private static final String HOST = "127.0.0.1";
    private static final String SERVER = HOST + ":*"; // any port: the password stays right where the port moves
    private static final String DATABASE = "barkbase";
    private static final int USUAL_PORT = 54329;

    private final Home home;
    private final PasswordFile passwords;
    private final Path data;
    private final Path log;

    Embedded(Home home) {
        this.home = home;
        this.passwords = new PasswordFile(home.path("pgpass"));
        this.data = home.path("data");
        this.log = home.path("postgres.log");
    }

    /** How the services log in to the server of the {@code dev} that is running in {@code projectRoot}, if one is. */
    static Optional<Login> running(Path projectRoot) {
        Path folder = Home.folder(projectRoot);
        PasswordFile passwords = new PasswordFile(folder.resolve("pgpass"));
        return Postgres.runningPort(folder.resolve("data"))
                .flatMap(port -> passwords
                        .find(SERVER, SERVICE)
                        .map(password -> Login.of(HOST, port, DATABASE, SERVICE, password)));
    }

    /** Starts the server, making its data first where there is none or {@code fresh} asks for new. */
    Postgres start(boolean fresh, Closing closing) {
        Path binaries = Binaries.unpacked(home);
        Programs programs = closing.open(() -> new Programs(binaries));
        Postgres.stopOrphan(data);
        if (fresh) {
            home.delete("data", "pgpass", "token.key");
        }
        if (!Files.isDirectory(data)) {
            create(programs);
        }
        requireSameVersion(programs);
        System.out.println("Starting PostgreSQL …");
        Postgres server = closing.open(() -> Postgres.start(programs, data, log, freePort()));
        server.awaitReady(log);
        return server;
    }

    Login owner(Postgres server) {
        return login(server, OWNER);
    }

    Login service(Postgres server) {
        return login(server, SERVICE);
    }

    PasswordFile passwords() {
        return passwords;
    }

    /** The migration makes the service role without a login; its password is the same at each start. */
    void letServiceIn(Pool owner) {
        ServiceLogin.set(owner, passwords.find(SERVER, SERVICE).orElseThrow());
    }

    private Login login(Postgres server, String user) {
        String password = passwords
                .find(SERVER, user)
                .orElseThrow(() -> new CannotStart("The password of %s is not in %s any more: begin anew with --fresh."
                        .formatted(user, passwords.path())));
        return Login.of(HOST, server.port(), DATABASE, user, password);
    }

    /** All or nothing: a start that is killed in here leaves nothing that the next one would take for a database. */
    private void create(Programs programs) {
        System.out.println("Creating the database …");
        home.delete("new-data");
        Path unfinished = home.path("new-data");
        programs.run(
                "initdb",
                "",
                List.of(
                        "-D",
                        unfinished.toString(),
                        "-U",
                        "postgres",
                        "--auth=reject",
                        "--no-sync",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C"));
        try {
            Files.writeString(unfinished.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            createRoles(programs, unfinished);
            Files.move(unfinished, data);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In single-user mode, before anyone could connect. */
    private void createRoles(Programs programs, Path folder) {
        String statements = """
                CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD '%s'
                CREATE DATABASE %s OWNER %s
                """.formatted(OWNER, Scram.verifier(newPassword(OWNER)), DATABASE, OWNER);
        newPassword(SERVICE);
        String output = programs.run("postgres", statements, List.of("--single", "-D", folder.toString(), "postgres"));
        if (output.contains("ERROR:")) {
            throw new CannotStart("The database could not be created: " + output.strip());
        }
    }

    private String newPassword(String user) {
        String password = PasswordFile.randomPassword();
        passwords.put(SERVER, user, password);
        return password;
    }

    private void requireSameVersion(Programs programs) {
        try {
            String made = Files.readString(data.resolve("PG_VERSION")).strip();
            String running = programs.run("postgres", "", List.of("--version"));
            if (!running.contains(" " + made + ".")) {
                throw new CannotStart("%s was made by PostgreSQL %s and this is %s: begin anew with --fresh."
                        .formatted(data, made, running.strip()));
            }
        } catch (IOException failure) {
            throw new CannotStart(
                    "%s is not a database (%s): begin anew with --fresh.".formatted(data, failure), failure);
        }
    }

    /** The usual port where it is free, so that a saved psql command stays right. */
    private static int freePort() {
        try (ServerSocket usual = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return any.getLocalPort();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
