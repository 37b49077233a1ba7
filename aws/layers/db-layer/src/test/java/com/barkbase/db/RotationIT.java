package com.barkbase.db;

import static com.barkbase.db.SecretSource.CURRENT;
import static com.barkbase.db.SecretSource.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

/** New connections while a secret is rotated: the password changes first, the label AWSCURRENT moves afterwards. */
@Timeout(60)
class RotationIT {
    @TempDir
    private static Path directory;

    private static KennelDatabase database;
    private static String rootFile;

    private StagedSecret secret;
    private Pool pool;

    @BeforeAll
    static void serveTls() throws Exception {
        database = KennelDatabase.create(RotationIT.class);
        TestPki pki = new TestPki(directory);
        TestCertificate root = pki.authority("root");
        rootFile = root.certificateFile().toString();
        TestPostgres.shared().serveTls(pki.server("good", root, "dns:localhost"));
    }

    @AfterAll
    static void leaveServerWithoutTls() throws SQLException {
        TestPostgres.shared().serveWithoutTls();
    }

    @BeforeEach
    void open() {
        secret = new StagedSecret(Map.of(
                "username",
                KennelDatabase.SERVICE,
                "host",
                "localhost",
                "port",
                Integer.toString(TestPostgres.shared().port()),
                "dbname",
                database.name()));
        secret.put(CURRENT, KennelDatabase.SERVICE_PASSWORD);
        pool = Pool.open(Map.of(
                "DB_SECRET_NAME", "barkbase/dev/postgres/app",
                "DB_SSL_ROOT_CERT", rootFile,
                "DB_CONNECTION_TIMEOUT", "5000",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secret.url(),
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret-access-key"));
    }

    @AfterEach
    void close() throws IOException, SQLException {
        setServicePassword(KennelDatabase.SERVICE_PASSWORD);
        pool.close();
        secret.close();
    }

    @Test
    void connectsWithThePendingPasswordBetweenItsSettingAndTheEndOfTheRotation() throws SQLException {
        pool.warmUp();
        secret.put(PENDING, "new");
        setServicePassword("new");
        endSessions();
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        assertThat(secret.reads()).containsExactly(CURRENT, CURRENT, PENDING);

        secret.put(CURRENT, "new");
        secret.remove(PENDING);
        endSessions();
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        assertThat(secret.reads())
                .as("nothing is read at the end of the rotation")
                .hasSize(3);
    }

    @Test
    void tellsAListenerWhatWasReadAndThatTheLoginWasTriedAgain() throws SQLException {
        Heard heard = new Heard();
        pool.listen(heard);
        pool.warmUp();
        secret.put(PENDING, "new");
        setServicePassword("new");
        endSessions();
        pool.query("select 1");
        assertThat(heard.events())
                .containsExactly(
                        "secret read, AWSCURRENT",
                        "connected",
                        "evicted, DEAD",
                        "secret read, AWSCURRENT",
                        "secret read, AWSPENDING",
                        "login retried, 28P01, 2",
                        "connected");
    }

    @Test
    void readsTheSecretOnceForAllThatAreRefused() throws Exception {
        pool.warmUp();
        secret.put(PENDING, "new");
        setServicePassword("new");
        endSessions();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Long>> connecting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            connecting.add(
                    threads.submit(() -> pool.query("select pg_sleep(0.1)").rowCount()));
        }
        for (Future<Long> each : connecting) {
            assertThat(each.get()).isEqualTo(1);
        }
        threads.shutdown();
        assertThat(secret.reads()).containsExactly(CURRENT, CURRENT, PENDING);
    }

    @Test
    void goesBackToTheCurrentPasswordWhereTheRotationWasUndone() throws SQLException {
        pool.warmUp();
        secret.put(PENDING, "new");
        setServicePassword("new");
        endSessions();
        pool.query("select 1");

        setServicePassword(KennelDatabase.SERVICE_PASSWORD);
        endSessions();
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
    }

    @Test
    void isNotMisledByThePendingPasswordOfARotationThatFailed() throws SQLException {
        secret.put(PENDING, "never set");
        setServicePassword("set by hand");
        assertThatThrownBy(() -> pool.query("select 1"))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("(28P01). The secret barkbase/dev/postgres/app was read again, and neither"
                        + " AWSCURRENT nor AWSPENDING holds another login that PostgreSQL takes");
        int reads = secret.reads().size();
        assertThat(reads).as("bounded").isLessThanOrEqualTo(6);
        assertThatThrownBy(() -> pool.query("select 1")).isInstanceOf(ConnectionException.class);
        assertThat(secret.reads()).as("and remembered for a moment").hasSize(reads);
    }

    @Test
    void saysThatTheLoginWasRefusedAlsoWhereTheSecretCannotBeReadAgain() throws SQLException {
        pool.warmUp();
        secret.remove(CURRENT);
        setServicePassword("new");
        endSessions();
        assertThatThrownBy(() -> pool.query("select 1"))
                .isInstanceOf(ConnectionException.class)
                .hasMessage("PostgreSQL at localhost:" + TestPostgres.shared().port()
                        + " refused the login of \"barkbase_app\" (28P01). The secret could not be read again: Secrets"
                        + " Manager has no secret 'barkbase/dev/postgres/app' in us-east-2 with a version AWSCURRENT:"
                        + " check DB_SECRET_NAME and AWS_REGION.")
                .hasCauseInstanceOf(SecretException.class);
        secret.put(CURRENT, "new");
    }

    @Test
    void findsALabelThatMovedWhileItLooked() throws SQLException {
        pool.warmUp();
        setServicePassword("new");
        endSessions();
        Future<Long> query;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            query = thread.submit(() -> pool.query("select 1").rowCount());
            while (secret.reads().size() < 3) {
                Thread.onSpinWait();
            }
            secret.put(CURRENT, "new");
            assertThat(query).succeedsWithin(java.time.Duration.ofSeconds(10)).isEqualTo(1L);
        } finally {
            thread.shutdownNow();
        }
    }

    private static void setServicePassword(String password) throws SQLException {
        asSuperuser("alter role barkbase_app password '" + password.replace("'", "''") + "'");
    }

    private static void endSessions() throws SQLException {
        asSuperuser("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + database.name()
                + "' and usename = '" + KennelDatabase.SERVICE + "'");
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection connection = TestPostgres.shared().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
