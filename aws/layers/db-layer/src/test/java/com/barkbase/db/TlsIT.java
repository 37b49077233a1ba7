package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the db-layer speaks TLS with, and what it says of everyone else. */
class TlsIT {
    private static final TestPostgres POSTGRES = TestPostgres.shared();
    private static final String EVERY_NAME = "dns:localhost,ip:127.0.0.1";
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(16);

    @TempDir
    private static Path directory;

    private static TestPki pki;
    private static TestCertificate root;
    private static String rootFile;

    @BeforeAll
    static void makeRoot() throws Exception {
        pki = new TestPki(directory);
        root = pki.authority("root");
        rootFile = root.certificateFile().toString();
    }

    @AfterAll
    static void leaveServerWithoutTls() throws SQLException {
        THREADS.shutdownNow();
        POSTGRES.serveWithoutTls();
    }

    @Test
    void acceptsCertificateOfTrustedRootByHostNameAndByAddress() throws SQLException {
        POSTGRES.serveTls(pki.server("good", root, EVERY_NAME));
        assertThat(protocol("localhost", rootFile)).isEqualTo("TLSv1.3");
        assertThat(protocol("127.0.0.1", rootFile)).isEqualTo("TLSv1.3");
    }

    @Test
    void keepsFewTlsSessionsOfEndedConnections() throws SQLException {
        POSTGRES.serveTls(pki.server("good-again", root, EVERY_NAME));
        for (int i = 0; i < 20; i++) {
            protocol("localhost", rootFile);
        }
        assertThat(Collections.list(TrustedRoots.sslContext(rootFile)
                        .getClientSessionContext()
                        .getIds()))
                .hasSizeBetween(1, 8);
    }

    /** A collection may close what was forgotten, and never so much as to hide it. */
    @Test
    void leavesNothingOpenOfEndedConnections() throws SQLException {
        POSTGRES.serveTls(pki.server("good-once-more", root, EVERY_NAME));
        protocol("localhost", rootFile);
        long before = openFiles();
        for (int i = 0; i < 20; i++) {
            protocol("localhost", rootFile);
        }
        assertThat(openFiles() - before).isLessThan(10);
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    @Test
    void acceptsChainThroughAnIntermediateAsRdsSendsIt() throws SQLException {
        TestCertificate intermediate = pki.intermediate("intermediate", root);
        POSTGRES.serveTls(pki.server("below-intermediate", intermediate, EVERY_NAME));
        assertThat(protocol("localhost", rootFile)).isEqualTo("TLSv1.3");
    }

    @Test
    void acceptsServerThatOffersNothingNewerThanTlsOnePointTwo() throws SQLException {
        try (Connection superuser = POSTGRES.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter system set ssl_max_protocol_version = 'TLSv1.2'");
            try {
                POSTGRES.serveTls(pki.server("older", root, EVERY_NAME));
                assertThat(protocol("localhost", rootFile)).isEqualTo("TLSv1.2");
            } finally {
                statement.execute("alter system reset ssl_max_protocol_version");
            }
        }
    }

    @Test
    void acceptsSelfSignedCertificateThatIsItselfTheTrustedRoot() throws Exception {
        TestCertificate own = pki.selfSigned("own", EVERY_NAME);
        POSTGRES.serveTls(own);
        assertThat(protocol("localhost", own.certificateFile().toString())).isEqualTo("TLSv1.3");
    }

    @Test
    void refusesCertificateOfUnknownAuthorityAndNamesIt() throws SQLException {
        TestCertificate other = pki.authority("other-root");
        POSTGRES.serveTls(pki.server("of-other-root", other, EVERY_NAME));
        assertThat(refusal("localhost", rootFile))
                .isEqualTo(
                        "localhost:" + POSTGRES.port() + " presents a certificate (CN=of-other-root) whose authority,"
                                + " CN=other-root, is not among the roots of DB_SSL_ROOT_CERT=" + rootFile
                                + ": name a PEM file with that authority's root in DB_SSL_ROOT_CERT (Amazon RDS in"
                                + " every region: https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem)");
        assertThat(refusal("localhost", ""))
                .contains("CN=other-root, is not among the built-in roots of Amazon RDS: name a PEM file");
    }

    @Test
    void refusesSelfSignedCertificate() throws SQLException {
        POSTGRES.serveTls(pki.selfSigned("lonely", EVERY_NAME));
        assertThat(refusal("localhost", rootFile))
                .isEqualTo("localhost:" + POSTGRES.port() + " presents a self-signed certificate (CN=lonely), for which"
                        + " no authority vouches: give the server one that has an authority, or name the PEM file"
                        + " of this very certificate in DB_SSL_ROOT_CERT");
    }

    @Test
    void refusesExpiredCertificateWithItsDate() throws SQLException {
        TestCertificate expired = pki.server("expired", root, EVERY_NAME, TestPki.Validity.EXPIRED);
        POSTGRES.serveTls(expired);
        assertThat(refusal("localhost", rootFile))
                .startsWith("localhost:%d presents a certificate (CN=expired) that expired on %s: renew it there;"
                        .formatted(
                                POSTGRES.port(),
                                expired.certificate().getNotAfter().toInstant()))
                .contains("this machine's clock says 20");
    }

    @Test
    void refusesCertificateOfTheFutureWithItsDate() throws SQLException {
        TestCertificate early = pki.server("early", root, EVERY_NAME, TestPki.Validity.FUTURE);
        POSTGRES.serveTls(early);
        assertThat(refusal("localhost", rootFile))
                .startsWith("localhost:%d presents a certificate (CN=early) that is not valid before %s: replace it"
                        .formatted(
                                POSTGRES.port(),
                                early.certificate().getNotBefore().toInstant()))
                .contains("or set the clock of this machine right, which says 20");
    }

    @Test
    void refusesCertificateOfAnotherHostAndListsItsNames() throws SQLException {
        POSTGRES.serveTls(pki.server("elsewhere", root, "dns:db.example.com,dns:*.example.org,ip:10.1.2.3"));
        for (String host : List.of("localhost", "127.0.0.1")) {
            assertThat(refusal(host, rootFile))
                    .isEqualTo("the certificate of " + host + ":" + POSTGRES.port() + " is for db.example.com,"
                            + " *.example.org, 10.1.2.3 and not for " + host + ": connect by one of its names, or give"
                            + " the server a certificate that has this one");
        }
    }

    @Test
    void neverFallsBackToPlaintext() throws SQLException {
        POSTGRES.serveWithoutTls();
        assertThat(refusal("localhost", rootFile))
                .isEqualTo("localhost:" + POSTGRES.port() + " does not offer TLS: turn it on there (ssl = on, with a"
                        + " certificate); DB_SSL_MODE=disable is for a local database only");
    }

    @Test
    void explainsServerThatInsistsOnTls() throws SQLException {
        POSTGRES.serveWithoutTls();
        POSTGRES.createDatabase(TestPostgres.TLS_ONLY_DATABASE);
        assertThat(refusalOf(() -> POSTGRES.owner(TestPostgres.TLS_ONLY_DATABASE), POSTGRES.port()))
                .isEqualTo(
                        "localhost:" + POSTGRES.port() + " refuses a login without TLS: set DB_SSL_MODE=verify-full");
    }

    @Test
    void explainsServerThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = silent.getLocalPort();
            assertThat(refusalOf(() -> connect("127.0.0.1", port, rootFile), port))
                    .isEqualTo("localhost:" + port + " accepted the connection and then said nothing: check that a"
                            + " PostgreSQL listens there, that it is not overloaded, and what stands between");
        }
    }

    @Test
    void explainsServerThatEndsTheHandshake() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            Future<?> answered = THREADS.submit(() -> agreeToTlsAndHangUp(server));
            assertThat(refusalOf(() -> connect("127.0.0.1", port, rootFile), port))
                    .startsWith("TLS with localhost:" + port + " failed (")
                    .endsWith("): the server must speak TLS 1.2 or 1.3, and nothing on the way may cut it");
            answered.get();
        }
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(refusalOf(() -> POSTGRES.connect("postgres", TestPostgres.OWNER, "wrong"), POSTGRES.port()))
                .isNull();
    }

    @Test
    void readsRootFileOnceHoweverManyConnectionsAreOpenedAtOnce() throws Exception {
        POSTGRES.serveTls(pki.server("busy", root, EVERY_NAME));
        Path file = Files.copy(Path.of(rootFile), directory.resolve("read-once.pem"));
        List<Callable<String>> connections = Collections.nCopies(16, () -> protocol("localhost", file.toString()));
        for (Future<String> each : THREADS.invokeAll(connections)) {
            assertThat(each.get()).isEqualTo("TLSv1.3");
        }
        Files.delete(file);
        assertThat(protocol("localhost", file.toString())).isEqualTo("TLSv1.3");
    }

    @Test
    void explainsRootFileThatIsMissing() {
        Path missing = directory.resolve("missing.pem");
        assertThat(refusal("localhost", missing.toString()))
                .startsWith("DB_SSL_ROOT_CERT=" + missing + " does not exist: name a PEM file");
    }

    private static void agreeToTlsAndHangUp(ServerSocket server) {
        try (Socket client = server.accept();
                InputStream in = client.getInputStream();
                OutputStream out = client.getOutputStream()) {
            assertThat(in.readNBytes(8)).hasSize(8);
            out.write('S');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String protocol(String host, String rootFile) throws SQLException {
        try (Connection connection = connect(host, POSTGRES.port(), rootFile);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select version from pg_stat_ssl where pid = pg_backend_pid() and ssl")) {
            return row.next() ? row.getString(1) : "plaintext";
        }
    }

    private static @Nullable String refusal(String host, String rootFile) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> protocol(host, rootFile));
        return TlsFailure.explain(failure, host, POSTGRES.port());
    }

    private static @Nullable String refusalOf(ThrowingCallable attempt, int port) {
        return TlsFailure.explain(catchThrowableOfType(SQLException.class, attempt), "localhost", port);
    }

    private static Connection connect(String host, int port, String rootFile) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(TlsSocketFactory.driverSettings(rootFile));
        properties.putAll(Map.of(
                "user", TestPostgres.OWNER, "password", TestPostgres.OWNER_PASSWORD, "sslResponseTimeout", "300"));
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/postgres".formatted(host, port), properties);
    }
}
