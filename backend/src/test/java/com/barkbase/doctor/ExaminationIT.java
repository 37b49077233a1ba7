package com.barkbase.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.TestCluster;
import com.barkbase.db.Pool;
import com.barkbase.doctor.Step.State;
import com.barkbase.lambda.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the db-layer's own diagnosis can't know: whether our schema is there, fits and keeps tenants apart. */
class ExaminationIT {

    private static final String REMEDY = ": run the migrations (./barkbase dev does; on AWS, invoke the function"
            + " migrate), or deploy the code that fits.";

    private static TestCluster cluster;

    private Pool owner;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        cluster.createOwner();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void migrate() {
        cluster.createDatabase("examined", TestCluster.OWNER);
        owner = cluster.login(TestCluster.OWNER, "examined");
        TestCluster.migrate(owner);
        owner.update("ALTER ROLE barkbase_app LOGIN");
    }

    @AfterEach
    void forget() {
        owner.close();
        cluster.asSuperuser("DROP DATABASE examined WITH (FORCE)", "DROP DATABASE IF EXISTS empty WITH (FORCE)");
    }

    private static Map<String, String> variables(String user, String database) {
        return Map.of(
                "DB_HOST",
                "localhost",
                "DB_PORT",
                cluster.port(),
                "DB_NAME",
                database,
                "DB_USER",
                user,
                "DB_PASSWORD",
                "nobody-may-read-this");
    }

    private static Report examine(String user, String database) {
        Report report = Examination.of(variables(user, database), Instant.now().plusSeconds(15));
        assertThat(report.toJson()).doesNotContain("nobody-may-read-this");
        return report;
    }

    private static Step at(Report report, String name) {
        return report.steps().stream()
                .filter(step -> step.step().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertWrong(Report report, String step, String message) {
        assertThat(report.healthy()).isFalse();
        assertThat(at(report, step)).isEqualTo(new Step(step, State.WRONG, message));
    }

    @Test
    void migratedDatabaseIsHealthyForItsOwner() {
        Report report = examine(TestCluster.OWNER, "examined");
        assertThat(report.healthy()).as(report.toJson()).isTrue();
        assertThat(at(report, "schema").state()).isEqualTo(State.OK);
        assertThat(at(report, "schema").message()).matches("version \\d+");
        assertThat(at(report, "isolation")).isEqualTo(new Step("isolation", State.OK, "tenants are kept apart"));
    }

    @Test
    void servicesMayNotReadTheHistoryAndAreHealthyAllTheSame() {
        Report report = examine(TestCluster.SERVICE, "examined");
        assertThat(report.healthy()).as(report.toJson()).isTrue();
        assertThat(at(report, "schema"))
                .isEqualTo(new Step(
                        "schema",
                        State.SKIPPED,
                        "barkbase_app may not read which migrations have run; their owner may"));
        assertThat(at(report, "isolation").state()).isEqualTo(State.OK);
    }

    @Test
    void databaseWithoutOurSchema() {
        cluster.createDatabase("empty", TestCluster.OWNER);
        Report report = examine(TestCluster.OWNER, "empty");
        assertWrong(report, "schema", "There is no schema of BarkBase in this database" + REMEDY);
        assertThat(at(report, "isolation")).isEqualTo(new Step("isolation", State.SKIPPED, "not reached"));
    }

    @Test
    void schemaThatIsBehindTheCode() {
        String newest = newest();
        owner.update("DELETE FROM flyway_schema_history WHERE version <> '1'");
        assertWrong(
                examine(TestCluster.OWNER, "examined"),
                "schema",
                "The schema has version 1 and this code needs " + newest + REMEDY);
    }

    @Test
    void schemaThatIsAheadOfTheCode() {
        owner.update("""
                INSERT INTO flyway_schema_history
                SELECT installed_rank + 1, '999', 'future', type, 'V999__future.sql', 0, installed_by, now(), 0, true
                FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
                """);
        assertWrong(
                examine(TestCluster.OWNER, "examined"),
                "schema",
                "The schema has version 999 and this code needs " + newest() + REMEDY);
    }

    private String newest() {
        return owner.query("SELECT max(version::int) AS v FROM flyway_schema_history WHERE version <> '999'")
                .first()
                .orElseThrow()
                .string("v");
    }

    @Test
    void tableThatTenantsWouldShare() {
        owner.update("ALTER TABLE \"Pet\" DISABLE ROW LEVEL SECURITY");
        Report report = examine(TestCluster.SERVICE, "examined");
        assertThat(report.healthy()).isFalse();
        assertThat(at(report, "isolation").state()).isEqualTo(State.WRONG);
        assertThat(at(report, "isolation").message()).contains("\"Pet\"");
    }

    @Test
    void whatIsWrongEarlierLeavesTheSchemaUnreached() {
        Report report = examine("nobody_known", "examined");
        assertThat(at(report, "login").state()).isEqualTo(State.WRONG);
        assertThat(at(report, "schema")).isEqualTo(new Step("schema", State.SKIPPED, "not reached"));
    }

    @Test
    void handlerAnswersWithTheReportInTime() throws IOException {
        Map<String, String> onLambda = new HashMap<>(variables(TestCluster.SERVICE, "examined"));
        onLambda.putAll(Map.of("AWS_LAMBDA_FUNCTION_NAME", "doctor", "DB_SSL_MODE", "disable"));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new DoctorHandler(onLambda).handleRequest(InputStream.nullInputStream(), answer, new TestContext(20_000));
        assertThat(answer.toString(StandardCharsets.UTF_8))
                .startsWith(
                        "{\"healthy\":true,\"steps\":[{\"step\":\"layer\",\"state\":\"ok\",\"message\":\"attached\"},"
                                + "{\"step\":\"variables\",\"state\":\"ok\",\"message\":\"direct mode: barkbase_app@");
    }
}
