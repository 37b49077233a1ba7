package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.barkbase.db.HostileServer.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectFailureIT {
    private static KennelDatabase database;
    private static String server;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(ConnectFailureIT.class);
        server = "localhost:" + TestPostgres.shared().port();
    }

    private static ConnectionException failure(Map<String, String> variables) {
        try (Pool pool = Pool.open(variables)) {
            return catchThrowableOfType(ConnectionException.class, () -> pool.query("select 1"));
        }
    }

    @Test
    void tellsAWrongPassword() {
        ConnectionException e = failure(with(database.asService(), "DB_PASSWORD", "hunter2"));

        assertThat(e)
                .hasMessage("PostgreSQL at " + server + " refused the login of \"barkbase_app\" (28P01)."
                        + " Check DB_USER and DB_PASSWORD.");
        assertThat(e.safeToRetry()).isFalse();
    }

    @Test
    void asksTheServerOnceForAStormOfWrongPasswords() throws Exception {
        try (WireCounter wire = new WireCounter(TestPostgres.shared().port());
                Pool pool = Pool.open(with(
                        database.asService(),
                        "DB_PASSWORD",
                        "hunter2",
                        "DB_POOL_MAX",
                        "1",
                        "DB_PORT",
                        Integer.toString(wire.port())))) {
            ExecutorService threads = Executors.newFixedThreadPool(20);
            List<Future<ConnectionException>> failures = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                failures.add(threads.submit(
                        () -> catchThrowableOfType(ConnectionException.class, () -> pool.query("select 1"))));
            }
            for (Future<ConnectionException> failure : failures) {
                assertThat(failure.get()).hasMessageContaining("refused the login");
            }
            threads.shutdown();
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    @Test
    void tellsAnUnknownDatabase() {
        assertThat(failure(with(database.asOwner(), "DB_NAME", "nowhere")))
                .hasMessage("The database \"nowhere\" does not exist at " + server
                        + " (3D000): check DB_NAME, or the secret's \"dbname\".");
    }

    @Test
    void tellsThatNothingListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        ConnectionException e = failure(with(database.asOwner(), "DB_PORT", Integer.toString(port)));

        assertThat(e)
                .hasMessage("Nothing listens at localhost:" + port + ": check that PostgreSQL runs there, DB_HOST and"
                        + " DB_PORT, or the secret's host and port.");
        assertThat(e.safeToRetry()).isTrue();
    }

    @Test
    void tellsThatTheServerIsFullWhereTheTimeEndsInTheNextAttempt() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        Part fullAndThenSilent = client -> {
            if (attempts.incrementAndGet() == 1) {
                client.message('E', "SFATAL", "C53300", "Msorry, too many clients already", "", "");
            }
            client.hears();
        };
        try (HostileServer full = new HostileServer(fullAndThenSilent)) {
            assertThat(failure(with(full.login(), "DB_CONNECTION_TIMEOUT", "1000")))
                    .hasMessage(
                            "PostgreSQL at " + full.name() + " has no connection left (53300): lower DB_POOL_MAX or the"
                                    + " functions' concurrency, or raise max_connections.");
        }
        assertThat(attempts).hasValue(2);
    }

    @Test
    void tellsANameThatDoesNotResolve() {
        assertThat(failure(with(database.asOwner(), "DB_HOST", "no-such-host.invalid")))
                .hasMessage("The host name no-such-host.invalid does not resolve: check DB_HOST, or the secret's"
                        + " \"host\".");
    }

    @Test
    void givesUpOnAServerThatTakesTheConnectionAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(failure(silentServer(silent)))
                    .hasMessage("PostgreSQL at localhost:" + silent.getLocalPort() + " did not answer in the time"
                            + " allowed (DB_CONNECTION_TIMEOUT, or the caller's deadline): check the security group,"
                            + " the route and that the server runs.");
        }
    }

    @Test
    void givesUpOnAHostThatDropsPackets() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
                Socket second = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(failure(silentServer(full))).hasMessageContaining("did not answer in the time allowed");
        }
    }

    @Test
    void givesUpAtTheCallersDeadlineWhereThatIsEarlier() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Pool pool = Pool.open(with(silentServer(silent), "DB_CONNECTION_TIMEOUT", "3600000"))) {
            assertThatThrownBy(() -> pool.before(Instant.now().plusMillis(300)).query("select 1"))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("did not answer in the time allowed");
        }
    }

    @Test
    void givesUpOnAServerThatDripsBytes() throws IOException {
        try (ServerSocket dripping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread drip = new Thread(() -> dripError(dripping));
            drip.setDaemon(true);
            drip.start();

            assertThat(failure(silentServer(dripping))).hasMessageContaining("did not answer in the time allowed");
        }
    }

    @Test
    void givesUpOnAServerThatFallsSilentWithinTls() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> agreeToTls(listener));
            server.setDaemon(true);
            server.start();

            ConnectionException e = failure(with(silentServer(listener), "DB_SSL_MODE", "verify-full"));
            assertThat(e).hasMessageContaining("did not answer in the time allowed");
            assertThat(e.safeToRetry()).isTrue();
        }
    }

    /** And says no more. */
    private static void agreeToTls(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            client.getInputStream().readNBytes(8);
            client.getOutputStream().write('S');
            client.getInputStream().readAllBytes();
        } catch (IOException clientHungUp) {
            // What this server is there for.
        }
    }

    /** An error message, a byte at a time, each sooner than any timeout per read. */
    private static void dripError(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            client.getOutputStream().write(new byte[] {'E', 0, 0, 0x10, 0});
            while (true) {
                client.getOutputStream().write('S');
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException clientHungUp) {
            // What this server is there for.
        }
    }

    private static Map<String, String> silentServer(ServerSocket server) {
        return with(
                database.asOwner(),
                "DB_HOST",
                "localhost",
                "DB_PORT",
                Integer.toString(server.getLocalPort()),
                "DB_CONNECTION_TIMEOUT",
                "400");
    }

    @Test
    void connectsOnceTheCauseIsGone() throws SQLException {
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_NAME", "comes_later"))) {
            assertThatThrownBy(pool::warmUp).isInstanceOf(ConnectionException.class);

            TestPostgres.shared().createDatabase("comes_later");

            assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        }
    }
}
