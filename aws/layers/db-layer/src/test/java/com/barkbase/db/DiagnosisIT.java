package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Direct mode from the variables to a row, broken at each step. */
@Timeout(60)
class DiagnosisIT {
    private static final String SERVER = "localhost:" + TestPostgres.shared().port();

    private static KennelDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(DiagnosisIT.class);
    }

    private static Map<String, String> variables() {
        return with(database.asService(), "DB_CONNECTION_TIMEOUT", "3000");
    }

    @Test
    void walksFromTheVariablesToARow() throws SQLException {
        try (Connection superuser = TestPostgres.shared().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("ALTER DATABASE diagnosisit SET tcp_user_timeout = '30s'");
        }
        Findings findings = Findings.of(variables());
        assertThat(findings.all())
                .filteredOn(finding -> !finding.step().equals("settings"))
                .extracting(Finding::state)
                .as(findings.all().toString())
                .containsOnly(Finding.State.OK, Finding.State.SKIPPED);
        assertThat(findings.at("variables").message())
                .isEqualTo("direct mode: barkbase_app@" + SERVER + "/diagnosisit");
        assertThat(findings.at("secret").message()).isEqualTo("direct mode reads none");
        assertThat(findings.at("DNS").message()).startsWith("localhost is 127.0.0.1");
        assertThat(findings.at("TLS").message()).isEqualTo("not used");
        assertThat(findings.at("login").message())
                .matches("barkbase_app in diagnosisit, PostgreSQL 17\\.\\d+; a new session takes \\d+ ms");
        assertThat(findings.at("tenant role").message())
                .isEqualTo("barkbase_app can be taken, and row-level security binds it");
        assertThat(findings.at("connections").message())
                .matches("up to 10 a pool, \\d+ allowed, \\d+ in use: room for \\d+ such functions at a time");
        assertThat(findings.at("latency").message()).matches("a tenant's row takes \\d+\\.\\d ms, in one round trip");
    }

    @Test
    void leavesNoSessionBehind() throws SQLException {
        Findings.of(variables());
        database.awaitSessions(0);
    }

    @Test
    void variableThatIsWrongEndsTheWalkInItsOwnWords() {
        assertThat(Findings.of(with(variables(), "DB_PORT", "x")).wrongAt("variables"))
                .isEqualTo("The db-layer's variables are wrong: DB_PORT is 'x': a whole number from 1 to 65535.");
    }

    @Test
    void blankSecretNameIsNoDirectMode() {
        assertThat(Findings.of(with(variables(), "DB_SECRET_NAME", "")).wrongAt("variables"))
                .contains("DB_SECRET_NAME is blank: set it to the secret's name or ARN, or unset it for direct mode");
    }

    @Test
    void variableThatNobodyReadsIsAWarning() {
        assertThat(Findings.of(with(variables(), "DB_PASWORD", "hunter2", "DB_POOL_MAX", ""))
                        .warningAt("variables"))
                .isEqualTo("DB_PASWORD is no variable of the db-layer: the nearest is DB_PASSWORD."
                        + " DB_POOL_MAX is blank and counts as not set: set or unset it.");
    }

    /** A label longer than DNS allows fails in the resolver itself, so that no query leaves this machine. */
    @Test
    void hostThatDoesNotResolve() {
        String host = "x".repeat(64) + ".invalid";
        assertThat(Findings.of(with(variables(), "DB_HOST", host)).wrongAt("DNS"))
                .isEqualTo("The host name " + host + " does not resolve: check DB_HOST, or the secret's \"host\".");
    }

    @Test
    void portWhereNothingListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThat(Findings.of(with(variables(), "DB_PORT", "" + port)).wrongAt("TCP"))
                .isEqualTo("Nothing listens at localhost:" + port + ": check that PostgreSQL runs there, DB_HOST and"
                        + " DB_PORT, or the secret's host and port.");
    }

    /** As a security group does: no refusal, no answer. */
    @Test
    void hostThatDropsPackets() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
                Socket second = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(Findings.of(with(
                                    variables(), "DB_PORT", "" + full.getLocalPort(), "DB_CONNECTION_TIMEOUT", "400"))
                            .wrongAt("TCP"))
                    .isEqualTo("PostgreSQL at localhost:" + full.getLocalPort() + " did not answer in the time allowed"
                            + " (DB_CONNECTION_TIMEOUT, or the caller's deadline): check the security group, the route"
                            + " and that the server runs.");
        }
    }

    @Test
    void silentServerIsGivenUpAtTheEndWhateverTheVariablesAllow() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            assertThat(Diagnosis.of(
                            with(
                                    variables(),
                                    "DB_PORT",
                                    "" + silent.getLocalPort(),
                                    "DB_CONNECTION_TIMEOUT",
                                    "3600000"),
                            Instant.now().plusMillis(700)))
                    .filteredOn(finding -> finding.state() == Finding.State.WRONG)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.step()).isEqualTo("login");
                        assertThat(finding.message()).contains("did not answer in the time allowed");
                    });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void connectionThatLeavesTheMachineUnencryptedIsAWarning() throws IOException {
        try (DistantServer server =
                new DistantServer("127.0.0.2", TestPostgres.shared().port(), 0)) {
            assertThat(Findings.of(with(variables(), "DB_HOST", "127.0.0.2", "DB_PORT", "" + server.port()))
                            .warningAt("TLS"))
                    .isEqualTo("the connection to 127.0.0.2 is not encrypted: set DB_SSL_MODE=verify-full");
        }
    }

    @Test
    void loginThatIsRefused() {
        assertThat(Findings.of(with(variables(), "DB_PASSWORD", "hunter2")).wrongAt("login"))
                .isEqualTo("PostgreSQL at " + SERVER + " refused the login of \"barkbase_app\" (28P01). Check DB_USER"
                        + " and DB_PASSWORD.");
    }

    @Test
    void databaseThatDoesNotExist() {
        assertThat(Findings.of(with(variables(), "DB_NAME", "nowhere")).wrongAt("login"))
                .isEqualTo("The database \"nowhere\" does not exist at " + SERVER
                        + " (3D000): check DB_NAME, or the secret's \"dbname\".");
    }
}
