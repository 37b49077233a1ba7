package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secret mode from the variable to the row: an endpoint of Secrets Manager, and PostgreSQL behind TLS. */
@Timeout(60)
class SecretModeIT {
    @TempDir
    private static Path directory;

    private static KennelDatabase database;
    private static TestPki pki;
    private static String rootFile;

    private ScriptedServer secretsManager;
    private volatile Map<String, String> secret;

    @BeforeAll
    static void serveTls() throws Exception {
        database = KennelDatabase.create(SecretModeIT.class);
        pki = new TestPki(directory);
        TestCertificate root = pki.authority("root");
        rootFile = root.certificateFile().toString();
        TestPostgres.shared().serveTls(pki.server("good", root, "dns:localhost"));
    }

    @AfterAll
    static void leaveServerWithoutTls() throws SQLException {
        TestPostgres.shared().serveWithoutTls();
    }

    @BeforeEach
    void putSecret() {
        secret = new HashMap<>(Map.of(
                "username",
                KennelDatabase.SERVICE,
                "password",
                KennelDatabase.SERVICE_PASSWORD,
                "engine",
                "postgres",
                "host",
                "localhost",
                "port",
                Integer.toString(TestPostgres.shared().port()),
                "dbname",
                database.name()));
        secretsManager = new ScriptedServer((number, request, out) ->
                ScriptedServer.send(200, "{\"SecretString\":" + quoted(json(secret)) + "}", out));
    }

    @AfterEach
    void closeSecretsManager() throws IOException {
        secretsManager.close();
    }

    private Map<String, String> variables() {
        return Map.of(
                "DB_SECRET_NAME", "barkbase/dev/postgres/app",
                "DB_SSL_ROOT_CERT", rootFile,
                "DB_CONNECTION_TIMEOUT", "5000",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secretsManager.url(),
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret-access-key");
    }

    private static String json(Map<String, String> fields) {
        List<String> members = new ArrayList<>();
        fields.forEach((name, value) -> members.add(quoted(name) + ":" + quoted(value)));
        return "{" + String.join(",", members) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private DbException failure(Map<String, String> variables) {
        try (Pool pool = Pool.open(variables)) {
            return catchThrowableOfType(DbException.class, () -> pool.query("select 1"));
        }
    }

    @Test
    void readsTheSecretOnceForAllConnectionsAndEncryptsThem() throws Exception {
        try (Pool pool = Pool.open(variables())) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<String>> sessions = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sessions.add(threads.submit(() -> pool.query("select s.version from pg_stat_ssl s, pg_sleep(0.1)"
                                + " where s.pid = pg_backend_pid()")
                        .rows()
                        .get(0)
                        .string("version")));
            }
            for (Future<String> session : sessions) {
                assertThat(session.get()).isEqualTo("TLSv1.3");
            }
            threads.shutdown();
            assertThat(secretsManager.requests()).hasSize(1);
        }
    }

    /** An answer of the server's would be due in a quarter of an hour. */
    @Test
    void closesAConnectionWithoutWaitingForAServerThatIsSilent() throws Exception {
        Pool pool = Pool.open(with(variables(), "DB_STATEMENT_TIMEOUT", "900000"));
        String backend =
                pool.query("select pg_backend_pid()::text as pid").rows().get(0).string("pid");
        TestPostgres.signal("STOP", backend);
        try {
            pool.close();
        } finally {
            TestPostgres.signal("CONT", backend);
        }
        database.awaitSessions(0);
    }

    @Test
    void readsTheSecretAgainOnceAfterTheServerRefusedTheLogin() throws Exception {
        try (Pool pool = Pool.open(with(variables(), "DB_POOL_MAX", "2"))) {
            pool.warmUp();
            setServicePassword("rotated");
            try {
                secret.put("password", "rotated");
                endSessions();

                assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
                assertThat(secretsManager.requests()).hasSize(2);
            } finally {
                setServicePassword(KennelDatabase.SERVICE_PASSWORD);
            }
        }
    }

    @Test
    void keepsTheLoginErrorWhereTheSecretHoldsNothingNewer() {
        secret.put("password", "hunter2");

        assertThat(failure(variables()))
                .isInstanceOf(ConnectionException.class)
                .hasMessage("PostgreSQL at localhost:" + TestPostgres.shared().port()
                        + " refused the login of \"barkbase_app\" (28P01). The secret barkbase/dev/postgres/app was"
                        + " read again, and neither AWSCURRENT nor AWSPENDING holds another login that PostgreSQL"
                        + " takes: the secret and the role in PostgreSQL differ.");
        assertThat(secretsManager.requests()).hasSize(4);
    }

    @Test
    void takesWhatTheSecretLacksFromTheVariables() {
        secret.keySet().removeAll(List.of("host", "port", "dbname", "engine"));
        Map<String, String> variables = with(
                variables(),
                "DB_HOST",
                "localhost",
                "DB_PORT",
                Integer.toString(TestPostgres.shared().port()),
                "DB_NAME",
                database.name());

        try (Pool pool = Pool.open(variables)) {
            assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        }
    }

    @Test
    void letsTheVariableNameTheDatabase() {
        assertThat(failure(with(variables(), "DB_NAME", "elsewhere")))
                .hasMessageStartingWith("The database \"elsewhere\" does not exist at ");
    }

    @Test
    void tellsASecretWithoutAPassword() {
        secret.keySet().retainAll(List.of("host"));

        assertThat(failure(with(variables(), "DB_USER", "barkbase_app")))
                .isInstanceOf(SecretException.class)
                .hasMessage(
                        "The secret barkbase/dev/postgres/app has no \"password\" (it holds: host) and DB_PASSWORD is"
                                + " not set: set either.");
    }

    @Test
    void neverTakesLocalhostForTheHostThatASecretLacks() {
        secret.keySet().retainAll(List.of("username", "password"));

        assertThat(failure(variables()))
                .hasMessageMatching(
                        "The secret barkbase/dev/postgres/app has no \"host\" \\(it holds: .*\\) and DB_HOST"
                                + " is not set: set either\\.");
    }

    @Test
    void tellsASecretThatIsNotJson() throws IOException {
        secretsManager.close();
        secretsManager = new ScriptedServer(ScriptedServer.always(200, "{\"SecretString\":\"hunter2\"}"));

        assertThat(failure(variables()))
                .isInstanceOf(SecretException.class)
                .hasMessageStartingWith("The secret barkbase/dev/postgres/app is not a JSON object: ")
                .hasMessageEndingWith(" It must hold at least \"username\" and \"password\".")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesAServerWhoseRootIsUnknown() throws Exception {
        TestCertificate stranger = pki.authority("stranger");

        assertThat(failure(with(
                        variables(),
                        "DB_SSL_ROOT_CERT",
                        stranger.certificateFile().toString())))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("localhost:" + TestPostgres.shared().port())
                .hasMessageContaining("DB_SSL_ROOT_CERT")
                .extracting(e -> ((DbException) e).safeToRetry())
                .isEqualTo(false);
    }

    @Test
    void refusesAServerThatDoesNotOfferTls() throws IOException {
        try (ServerSocket plaintext = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try (var client = plaintext.accept()) {
                    client.getInputStream().readNBytes(8);
                    client.getOutputStream().write('N');
                    client.getInputStream().read();
                } catch (IOException clientHungUp) {
                    // What the test is about.
                }
            });
            server.setDaemon(true);
            server.start();
            secret.put("port", Integer.toString(plaintext.getLocalPort()));

            assertThat(failure(variables()))
                    .hasMessage("localhost:" + plaintext.getLocalPort() + " does not offer TLS: turn it on there (ssl ="
                            + " on, with a certificate); DB_SSL_MODE=disable is for a local database only.");
        }
    }

    @Test
    void givesUpOnAServerThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            secret.put("port", Integer.toString(silent.getLocalPort()));

            assertThat(failure(with(variables(), "DB_CONNECTION_TIMEOUT", "500")))
                    .hasMessageStartingWith("PostgreSQL at localhost:" + silent.getLocalPort()
                            + " did not answer in the time allowed (DB_CONNECTION_TIMEOUT, or the caller's deadline)");
        }
    }

    @Test
    void tellsAnUnusableRootFile() {
        assertThatThrownBy(() -> Pool.open(with(variables(), "DB_SSL_ROOT_CERT", "/nowhere.pem"))
                        .query("select 1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("DB_SSL_ROOT_CERT=/nowhere.pem does not exist: ");
    }

    private static void setServicePassword(String password) throws SQLException {
        try (var superuser = TestPostgres.shared().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("alter role barkbase_app password '" + password.replace("'", "''") + "'");
        }
    }

    private static void endSessions() throws SQLException {
        try (var superuser = TestPostgres.shared().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                    + database.name() + "' and application_name like 'barkbase-%'");
        }
        database.awaitSessions(0);
    }
}
