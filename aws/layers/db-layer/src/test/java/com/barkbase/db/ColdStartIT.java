package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cold start costs, in counts: the secret over HTTPS, then PostgreSQL by TLS and SCRAM, up to the first row. */
class ColdStartIT {
    /** Java 25 loads about 3,130, 1,300 of them from its own archive; another version some more or less. */
    private static final int MOST_CLASSES = 3_300;
    /** Ours read the secret, load the driver and watch for freezes; its cleaner; the JDK's for HTTP and for its end. */
    private static final int MOST_THREADS = 7;

    @TempDir
    private static Path directory;

    private static Flights flights;
    private static int secretReads;
    private static String output;

    @BeforeAll
    static void startAFunction() throws Exception {
        KennelDatabase database = KennelDatabase.create(ColdStartIT.class);
        TestPki pki = new TestPki(directory);
        TestCertificate root = pki.authority("root");
        TestCertificate server = pki.server("server", root, "dns:localhost");
        TestPostgres.shared().serveTls(server);
        flights = new Flights(TestPostgres.shared().port());
        ServerSocket https = server.sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        try (ScriptedServer secrets = new ScriptedServer(https, ScriptedServer.always(200, secret(database)))) {
            output = JavaProcess.run(ColdStart.class, variables(secrets.port(), root));
            secretReads = secrets.requests().size();
        }
    }

    @AfterAll
    static void leaveServerWithoutTls() throws SQLException, IOException {
        flights.close();
        TestPostgres.shared().serveWithoutTls();
    }

    private static Map<String, String> variables(int secretsPort, TestCertificate root) throws Exception {
        return Map.of(
                "DB_SECRET_NAME",
                "barkbase/dev/postgres/app",
                "DB_SSL_ROOT_CERT",
                root.certificateFile().toString(),
                "AWS_ENDPOINT_URL",
                "https://localhost:" + secretsPort,
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                "secret-access-key",
                "JAVA_TOOL_OPTIONS",
                options(root));
    }

    private static String secret(KennelDatabase database) {
        return Json.write(Map.of(
                "SecretString",
                Json.write(Map.of(
                        "host",
                        "localhost",
                        "port",
                        Integer.toString(flights.port()),
                        "dbname",
                        database.name(),
                        "username",
                        KennelDatabase.SERVICE,
                        "password",
                        KennelDatabase.SERVICE_PASSWORD))));
    }

    /** As on Lambda, with a store of trusted roots that knows the test's. */
    private static String options(TestCertificate root) throws IOException, GeneralSecurityException {
        Path store = directory.resolve("trusted.p12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", root.certificate());
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, "throwaway".toCharArray());
        }
        return String.join(
                " ",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UseDynamicNumberOfCompilerThreads", // each of which would be counted
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStorePassword=throwaway",
                "-Xlog:class+load:file=" + classLog());
    }

    private static Path classLog() {
        return directory.resolve("classes.log");
    }

    /**
     * SSLRequest, TLS's hello, the user's name, SCRAM's first and last message, the query: each needs the answer to the
     * one before. TCP's own handshake comes before them.
     */
    @Test
    void takesSixRoundTripsFromTheOpenSocketToTheRow() {
        assertThat(flights.roundTrips()).isEqualTo(6);
        assertThat(flights.connections()).isEqualTo(1);
        assertThat(flights.bytesSent()).as("bytes sent").isLessThan(2_000);
        assertThat(flights.bytesReceived()).as("bytes received").isLessThan(4_000);
    }

    @Test
    void readsTheSecretOnce() {
        assertThat(secretReads).isEqualTo(1);
    }

    @Test
    void loadsFewClassesBeforeTheRow() throws IOException {
        try (Stream<String> log = Files.lines(classLog())) {
            long classes = log.takeWhile(line -> !line.contains(ColdStart.FirstRow.class.getName()))
                    .filter(line -> line.contains(" source: "))
                    .count();
            System.out.println("ColdStartIT: " + classes + " classes, " + flights.bytesSent() + " bytes sent, "
                    + flights.bytesReceived() + " received");
            assertThat(classes).isBetween(1_000L, (long) MOST_CLASSES);
        }
    }

    @Test
    void makesFewThreads() {
        assertThat(output).contains("rows 1");
        assertThat(Pattern.compile("threads (\\d+)").matcher(output).results())
                .singleElement()
                .satisfies(found -> assertThat(Integer.parseInt(found.group(1))).isBetween(1, MOST_THREADS));
    }
}
