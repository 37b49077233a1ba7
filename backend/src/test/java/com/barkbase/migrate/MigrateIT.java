package com.barkbase.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.TestCluster;
import com.barkbase.db.Pool;
import com.barkbase.db.SecretSource;
import com.barkbase.lambda.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function as a deployment invokes it, as an owner who is no superuser. */
class MigrateIT {

    private static final String NAME = "barkbase/dev/postgres/app";
    private static final String SECRET = "{\"username\":\"barkbase_app\",\"password\":\"bark-loudly\",\"port\":5432}";

    private static TestCluster cluster;

    private Pool owner;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void createDatabase() {
        cluster.createOwner();
        cluster.createDatabase("one", TestCluster.OWNER);
        owner = cluster.login(TestCluster.OWNER, "one");
    }

    @AfterEach
    void forgetDatabaseAndRoles() {
        owner.close();
        cluster.asSuperuser(
                "DROP DATABASE one WITH (FORCE)", "DROP ROLE IF EXISTS barkbase_app", "DROP ROLE barkbase_admin");
    }

    @Test
    void emptyDatabaseIsMigratedAndTheServicesLetIn() throws IOException {
        assertThat(migrate(SECRET)).isEqualTo("{\"migrations\":4,\"version\":\"4\",\"servicePassword\":\"set\"}");
        assertThat(verifies("bark-loudly")).isTrue();
    }

    @Test
    void rotatedPasswordIsKept() throws IOException {
        migrate(SECRET);
        String answer = migrate(SECRET.replace("bark-loudly", "another"));
        assertThat(answer).isEqualTo("{\"migrations\":0,\"version\":\"4\",\"servicePassword\":\"kept\"}");
        assertThat(verifies("bark-loudly")).isTrue();
    }

    @Test
    void serverLearnsTheVerifierAlone() throws IOException {
        migrate(SECRET);
        assertThat(stored()).startsWith("SCRAM-SHA-256$4096:").doesNotContain("bark-loudly");
    }

    @Test
    void servicesAreBoundedEvenWhereTheyAskForNothing() throws IOException {
        migrate(SECRET);
        try (Pool superuser = cluster.login(TestCluster.SUPERUSER, "one")) {
            assertThat(superuser.query("""
                            SELECT unnest(s.setconfig) AS setting FROM pg_db_role_setting s
                            JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = 'one'
                            WHERE s.setrole = 'barkbase_app'::regrole
                            """, row -> row.string("setting")))
                    .containsExactlyInAnyOrder(
                            "tcp_user_timeout=30s",
                            "statement_timeout=60s",
                            "lock_timeout=60s",
                            "idle_in_transaction_session_timeout=60s");
        }
    }

    @Test
    void schemaThatWouldNotKeepTenantsApartIsRefusedAndNobodyLetIn() throws IOException {
        Schema.migrate(owner);
        owner.update("CREATE TABLE \"Toy\" (\"tenantId\" uuid NOT NULL)");
        assertThatThrownBy(() -> migrate(SECRET))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("The schema would not keep tenants apart:\n")
                .hasMessageContaining("Table public.\"Toy\" has no row-level security")
                .hasMessageContaining("Run: ALTER TABLE public.\"Toy\" ENABLE ROW LEVEL SECURITY;");
        assertThat(ServiceLogin.isOpen(owner)).isFalse();
    }

    @Test
    void foreignSchemaIsLeftAlone() {
        owner.update("CREATE TABLE invoices (id int)");
        assertThatThrownBy(() -> migrate(SECRET))
                .isInstanceOf(MigrationException.class)
                .hasMessage("The schema public is not empty and not BarkBase's (it holds \"invoices\"):"
                        + " name an empty database in DB_NAME.");
    }

    @Test
    void ownersSecretInPlaceOfTheServicesIsRefused() {
        assertThatThrownBy(() -> migrate(SECRET.replace("barkbase_app", "barkbase_admin")))
                .isInstanceOf(MigrationException.class)
                .hasMessage(
                        "The secret barkbase/dev/postgres/app is not of barkbase_app: its \"username\" must be that,"
                                + " and SERVICE_SECRET_NAME must name it.");
    }

    @Test
    void unreadableSecretIsToldWithoutItsText() {
        assertThatThrownBy(() -> migrate("bark-loudly"))
                .isInstanceOf(MigrationException.class)
                .hasNoCause()
                .hasMessage("The secret barkbase/dev/postgres/app is no JSON object: put \"username\" and \"password\""
                        + " there.");
    }

    @Test
    void secretWithoutAPasswordIsToldWithTheRemedy() {
        assertThatThrownBy(() -> migrate("{\"username\":\"barkbase_app\"}"))
                .isInstanceOf(MigrationException.class)
                .hasMessage(
                        "The secret barkbase/dev/postgres/app has no \"password\" of printable ASCII: put one there.");
    }

    @Test
    void secretThatIsNotNamedIsAskedFor() {
        assertThatThrownBy(() -> migrate(SECRET, Map.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessage("SERVICE_SECRET_NAME is not set: name the secret of barkbase_app in it, such as"
                        + " barkbase/dev/postgres/app.");
    }

    private String migrate(String secret) throws IOException {
        return migrate(secret, Map.of("SERVICE_SECRET_NAME", NAME));
    }

    private String migrate(String secret, Map<String, String> variables) throws IOException {
        SecretSource secrets = (name, stage, timeout) -> name.equals(NAME) ? secret : "another secret";
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new MigrateHandler(() -> owner, () -> secrets, variables)
                .handleRequest(InputStream.nullInputStream(), answer, new TestContext(60_000));
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Whether PostgreSQL's stored verifier is one of {@code password}. */
    private static boolean verifies(String password) {
        String[] parts = stored().split("[$:]", -1);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        return stored().equals(Scram.verifier(password, salt));
    }

    private static String stored() {
        try (Pool superuser = cluster.login(TestCluster.SUPERUSER, "one")) {
            return superuser
                    .query("SELECT rolpassword FROM pg_authid WHERE rolname = 'barkbase_app'")
                    .first()
                    .orElseThrow()
                    .string("rolpassword");
        }
    }
}
