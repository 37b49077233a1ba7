package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a diagnosis asks a session: each thing that may be amiss with roles, limits, settings and the way. */
@Timeout(60)
class DiagnosisSessionIT {
    private static KennelDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(DiagnosisSessionIT.class);
    }

    /** Whatever a test has set, the next one finds a sound database. */
    @AfterEach
    void mend() throws SQLException {
        asSuperuser(
                "ALTER DATABASE diagnosissessionit RESET ALL",
                "ALTER ROLE barkbase_app NOBYPASSRLS CONNECTION LIMIT -1",
                "DROP ROLE IF EXISTS doctors_patient",
                "DROP DATABASE IF EXISTS no_known_letters");
    }

    private static Map<String, String> variables() {
        return with(database.asService(), "DB_CONNECTION_TIMEOUT", "3000");
    }

    private static void asSuperuser(String... statements) throws SQLException {
        try (Connection superuser = TestPostgres.shared().superuser();
                Statement statement = superuser.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Test
    void superuserIsAWarning() {
        assertThat(Findings.of(with(
                                variables(),
                                "DB_USER",
                                TestPostgres.SUPERUSER,
                                "DB_PASSWORD",
                                TestPostgres.SUPERUSER_PASSWORD))
                        .warningAt("role"))
                .isEqualTo("postgres is a superuser, which RDS gives nobody: what works here may be refused there."
                        + " Log in as another role.");
    }

    @Test
    void loginThatBypassesRowLevelSecurityIsAWarning() throws SQLException {
        asSuperuser(
                "CREATE ROLE doctors_patient LOGIN BYPASSRLS PASSWORD 'hunter2'",
                "GRANT barkbase_app TO doctors_patient");
        assertThat(Findings.of(with(variables(), "DB_USER", "doctors_patient", "DB_PASSWORD", "hunter2"))
                        .warningAt("role"))
                .isEqualTo("doctors_patient bypasses row-level security, so that without asTenant it sees every"
                        + " tenant: ALTER ROLE doctors_patient NOBYPASSRLS.");
    }

    @Test
    void tenantRoleThatDoesNotExist() {
        assertThat(Findings.of(with(variables(), "DB_TENANT_ROLE", "nobodys_role"))
                        .wrongAt("tenant role"))
                .startsWith("PostgreSQL refused the statement (22023): ")
                .endsWith("role \"nobodys_role\" does not exist. Run the migrations, which make it, or set"
                        + " DB_TENANT_ROLE.");
    }

    @Test
    void tenantRoleThatTheLoginMayNotTake() throws SQLException {
        asSuperuser("CREATE ROLE doctors_patient LOGIN PASSWORD 'hunter2'");
        assertThat(Findings.of(with(variables(), "DB_USER", "doctors_patient", "DB_PASSWORD", "hunter2"))
                        .wrongAt("tenant role"))
                .isEqualTo("PostgreSQL refused the statement (42501): permission denied to set role"
                        + " \"barkbase_app\". Run the migrations, which grant it, or as its administrator: GRANT"
                        + " barkbase_app TO the login WITH SET TRUE, INHERIT FALSE.");
    }

    @Test
    void tenantRoleThatRowLevelSecurityDoesNotBind() throws SQLException {
        asSuperuser("ALTER ROLE barkbase_app BYPASSRLS");
        assertThat(Findings.of(variables()).wrongAt("tenant role"))
                .isEqualTo("The role barkbase_app bypasses row-level security, so that every tenant sees all: as a"
                        + " superuser, ALTER ROLE barkbase_app NOSUPERUSER NOBYPASSRLS.");
    }

    @Test
    void clockThatIsOffIsAWarning() {
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        assertThat(Findings.of(variables(), behind).warningAt("clock"))
                .matches("This machine's clock is (3599|3600) s behind PostgreSQL's: set it right, since tokens,"
                        + " certificates and deadlines are judged by it\\.");
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(20));
        assertThat(Findings.of(variables(), ahead).warningAt("clock")).contains(" s ahead of PostgreSQL's: ");
    }

    @Test
    void poolThatTheServerCanNeverServe() {
        assertThat(Findings.of(with(variables(), "DB_POOL_MAX", "100000")).wrongAt("connections"))
                .matches("The pool may open 100000 connections \\(DB_POOL_MAX\\) and PostgreSQL allows this login \\d+:"
                        + " lower DB_POOL_MAX, or raise max_connections or the role's or database's own limit\\.");
    }

    @Test
    void limitOfTheRoleCountsToo() throws SQLException {
        asSuperuser("ALTER ROLE barkbase_app CONNECTION LIMIT 3");
        assertThat(Findings.of(variables()).wrongAt("connections"))
                .startsWith("The pool may open 10 connections (DB_POOL_MAX) and PostgreSQL allows this login 3: ");
    }

    @Test
    void poolForWhichTooFewAreFreeIsAWarning() throws SQLException {
        asSuperuser("ALTER ROLE barkbase_app CONNECTION LIMIT 11");
        try (Connection other = TestPostgres.shared().superuser();
                Connection another = TestPostgres.shared().superuser()) {
            assertThat(other.isValid(1) && another.isValid(1)).isTrue();
            assertThat(Findings.of(variables()).warningAt("connections"))
                    .matches("The pool may open 10 connections \\(DB_POOL_MAX\\) and of 11 only \\d are free: .*");
        }
    }

    @Test
    void rowSecurityThatIsOff() throws SQLException {
        asSuperuser("ALTER DATABASE diagnosissessionit SET row_security = off");
        assertThat(Findings.of(variables()).wrongAt("settings"))
                .isEqualTo("row_security is off: a tenant's statement fails on every table with a policy; leave it on,"
                        + " in the role and the database.");
    }

    @Test
    void doubtfulSettingsAreWarnings() throws SQLException {
        asSuperuser(
                "ALTER DATABASE diagnosissessionit SET default_transaction_read_only = on",
                "ALTER DATABASE diagnosissessionit SET log_statement = 'ddl'",
                "ALTER DATABASE diagnosissessionit SET tcp_user_timeout = 0");
        assertThat(Findings.of(variables()).warningAt("settings"))
                .contains("transaction_read_only is on: nothing can be written; name the writer in DB_HOST")
                .contains("log_statement is ddl: the server's log then holds statements, with passwords")
                .contains("tcp_user_timeout is 0: a client that vanished keeps its connection");
    }

    @Test
    void databaseWithoutAnEncodingIsAWarning() throws SQLException {
        asSuperuser("CREATE DATABASE no_known_letters ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
        assertThat(Findings.of(with(variables(), "DB_NAME", "no_known_letters")).warningAt("settings"))
                .contains("server_encoding is SQL_ASCII: letters are bytes of no known meaning;");
    }

    @Test
    void serverFarAwayIsAWarning() throws IOException {
        try (DistantServer server =
                new DistantServer("localhost", TestPostgres.shared().port(), 25)) {
            assertThat(Findings.of(with(variables(), "DB_PORT", "" + server.port()))
                            .warningAt("latency"))
                    .matches("A tenant's row takes [2-9]\\d\\.\\d ms: is the function in the database's region, or the"
                            + " network slow\\?");
        }
    }
}
