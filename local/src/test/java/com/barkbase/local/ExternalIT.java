package com.barkbase.local;

import static com.barkbase.local.DevProcess.HARBOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./barkbase dev} over a PostgreSQL of the user's own, as the specification's local set-up has it. */
class ExternalIT {

    @TempDir
    static Path logs;

    private static EmbeddedPostgres server;

    @TempDir
    Path root;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("log_statement", "all")
                .setServerConfig("synchronous_commit", "off")
                .setOutputRedirector(Redirect.to(logs.resolve("log").toFile()))
                .setErrorRedirector(Redirect.to(logs.resolve("log").toFile()))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void createDatabase() {
        asSuperuser("CREATE DATABASE barkbase");
    }

    @AfterEach
    void forgetDatabaseAndRoles() {
        asSuperuser(
                "DROP DATABASE barkbase WITH (FORCE)",
                "DROP ROLE IF EXISTS barkbase_app",
                "DROP ROLE IF EXISTS kennel_admin");
    }

    @Test
    void superuserWorksWithAWarning() {
        try (DevProcess dev = DevProcess.ready(root, variables("postgres"))) {
            assertThat(dev.output())
                    .contains("Using the PostgreSQL of DB_*: postgres@localhost:" + server.getPort() + "/barkbase …")
                    .contains("Warning: postgres is a superuser, which RDS gives nobody: what works"
                            + " here may be refused there.")
                    .contains("[DB-LAYER] connected to barkbase_app@localhost");
            assertThat(dev.getAs(HARBOR, "/api/v1/pets").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void ownerWhoIsNoSuperuserWorksWithoutOne() {
        createOwner("CREATEROLE");
        try (DevProcess dev = DevProcess.ready(root, variables("kennel_admin"))) {
            assertThat(dev.output()).doesNotContain("Warning");
            assertThat(dev.getAs(HARBOR, "/api/v1/pets").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void clearPasswordOfTheServicesNeverReachesTheServer() throws IOException {
        DevProcess.ready(root, variables("postgres")).close();
        String line =
                Files.readAllLines(root.resolve(".barkbase/external-pgpass")).getFirst();
        String password = line.substring(line.lastIndexOf(':') + 1);
        assertThat(password).hasSize(32);
        assertThat(Files.readString(logs.resolve("log")))
                .contains("ALTER ROLE barkbase_app LOGIN PASSWORD 'SCRAM-SHA-256$4096:")
                .doesNotContain(password);
    }

    @Test
    void dataIsFilledInOnceAndTheLoginKept() {
        DevProcess.ready(root, variables("postgres")).close();
        String verifier = verifier();
        try (DevProcess second = DevProcess.ready(root, variables("postgres"))) {
            assertThat(second.output()).doesNotContain("Filling").contains("connected to barkbase_app@localhost");
            assertThat(verifier()).isEqualTo(verifier);
        }
    }

    /** Every program on the machine may ask for the page, and these kennels may be real. */
    @Test
    void pageGetsNoTokenOfAnExternalDatabase() {
        try (DevProcess dev = DevProcess.ready(root, variables("postgres"))) {
            assertThat(dev.get("/").statusCode()).isEqualTo(200);
            assertThat(dev.get("/dev/kennels").body()).isEqualTo("{\"items\":[]}");
        }
    }

    @Test
    void schemaOfOursWithoutATenantIsNotFilled() {
        DevProcess.ready(root, variables("postgres")).close();
        asSuperuserOf("barkbase", "TRUNCATE \"Tenant\", \"User\" CASCADE");
        try (DevProcess second = DevProcess.ready(root, variables("postgres"))) {
            assertThat(second.output()).doesNotContain("Filling").contains("There is no kennel in this database");
        }
    }

    @Test
    void loginThatSomebodyElseHasMadeIsLeftAlone() {
        asSuperuser("CREATE ROLE barkbase_app LOGIN PASSWORD 'theirs'");
        String verifier = verifier();
        try (DevProcess dev = DevProcess.ready(root, variables("postgres"))) {
            assertThat(dev.output())
                    .contains(
                            "Warning: the role barkbase_app has a password already, which dev does not know and leaves"
                                    + " alone: the services log in as postgres.");
            assertThat(dev.getAs(HARBOR, "/api/v1/pets?total=true").body()).endsWith("\"total\":26}");
            assertThat(verifier()).isEqualTo(verifier);
        }
    }

    @Test
    void ownerWhoMayNotMakeTheRoleIsToldTheRemedy() {
        createOwner("NOCREATEROLE");
        assertRefused(
                variables("kennel_admin"),
                "dev: The schema could not be brought up to date: The role barkbase_app does not exist"
                        + " and kennel_admin may not"
                        + " create it; run as a superuser: ALTER ROLE kennel_admin CREATEROLE;");
    }

    @Test
    void schemaOfAnotherProgramIsNotTouched() {
        asSuperuserOf("barkbase", "CREATE TABLE invoices (id int)");
        assertRefused(
                variables("postgres"),
                "dev: The schema public is not empty and not BarkBase's (it holds \"invoices\"): name"
                        + " an empty database in"
                        + " DB_NAME.");
    }

    @Test
    void freshIsRefused() {
        try (DevProcess dev = DevProcess.start(root, variables("postgres"), "--fresh")) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output())
                    .isEqualTo("dev: --fresh would delete postgres@localhost:" + server.getPort()
                            + "/barkbase, which is not"
                            + " dev's: unset DB_* to begin anew with the embedded database.");
        }
    }

    @Test
    void serverThatIsNotThereIsToldByTheDbLayer() {
        Map<String, String> wrong = new HashMap<>(variables("postgres"));
        wrong.put("DB_PORT", "1");
        try (DevProcess dev = DevProcess.start(root, wrong, "--port", "0")) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output()).contains("localhost:1").doesNotContain("\tat ");
        }
    }

    @Test
    void fileOfVariablesWorksLikeTheShell() throws IOException {
        Files.writeString(root.resolve(".env"), """
                # local PostgreSQL
                DB_HOST=localhost
                DB_PORT=%d
                DB_USER=postgres
                DB_PASSWORD="any"
                """.formatted(server.getPort()));
        try (DevProcess dev = DevProcess.ready(root, Map.of())) {
            assertThat(dev.output()).contains("Using the PostgreSQL of DB_*: postgres@localhost:");
        }
    }

    private void assertRefused(Map<String, String> variables, String sentence) {
        try (DevProcess dev = DevProcess.start(root, variables, "--port", "0")) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output().lines().toList().getLast()).isEqualTo(sentence);
            assertThat(dev.output()).doesNotContain("\tat ");
        }
    }

    private static Map<String, String> variables(String user) {
        return Map.of(
                "DB_HOST",
                "localhost",
                "DB_PORT",
                "" + server.getPort(),
                "DB_NAME",
                "barkbase",
                "DB_USER",
                user,
                "DB_PASSWORD",
                "any");
    }

    private static void createOwner(String attribute) {
        asSuperuser("CREATE ROLE kennel_admin LOGIN " + attribute, "ALTER DATABASE barkbase OWNER TO kennel_admin");
    }

    private static String verifier() {
        try (Pool pool = superuser("postgres")) {
            return pool.query("SELECT rolpassword FROM pg_authid WHERE rolname = 'barkbase_app'")
                    .first()
                    .orElseThrow()
                    .string("rolpassword");
        }
    }

    private static void asSuperuser(String... statements) {
        asSuperuserOf("postgres", statements);
    }

    private static void asSuperuserOf(String database, String... statements) {
        try (Pool pool = superuser(database)) {
            for (String statement : statements) {
                pool.update(statement);
            }
        }
    }

    private static Pool superuser(String database) {
        return Pool.open(Login.of("localhost", server.getPort(), database, "postgres", "any")
                .variables());
    }
}
