package com.barkbase.db;

import static com.barkbase.db.ScriptedServer.always;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with throwaway certificates, which the platform's trust store does not know. */
class SecretsManagerTlsIT {
    private static final String PASSWORD = "throwaway";
    private static final String FOUND = "{\"SecretString\":\"{}\"}";

    private final SSLSocketFactory platforms = HttpsURLConnection.getDefaultSSLSocketFactory();

    @TempDir
    Path folder;

    @AfterEach
    void trustOnlyThePlatformsStoreAgain() {
        HttpsURLConnection.setDefaultSSLSocketFactory(platforms);
    }

    @Test
    void readsOverHttpsFromAHostWhoseCertificateIsTrusted() throws Exception {
        SSLContext tls = certified("dns:localhost");
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        try (ScriptedServer server = new ScriptedServer(listen(tls), always(200, FOUND))) {
            assertThat(client(server.port()).read("name", SecretSource.CURRENT, 20_000))
                    .isEqualTo("{}");
        }
    }

    @Test
    void refusesACertificateThatThePlatformDoesNotTrust() throws Exception {
        try (ScriptedServer server = new ScriptedServer(listen(certified("dns:localhost")), always(200, FOUND))) {
            refused(
                    server,
                    "The certificate of localhost:" + server.port() + " is not trusted (PKIX path building failed:"
                            + " sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid"
                            + " certification path to requested target): add its issuer to the platform's trust store,"
                            + " or check AWS_ENDPOINT_URL.");
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        SSLContext tls = certified("dns:other.example");
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        try (ScriptedServer server = new ScriptedServer(listen(tls), always(200, FOUND))) {
            refused(
                    server,
                    "The certificate of localhost:" + server.port() + " is not trusted (No subject alternative DNS name"
                            + " matching localhost found.): add its issuer to the platform's trust store, or check"
                            + " AWS_ENDPOINT_URL.");
        }
    }

    @Test
    void tellsThatAServerDoesNotSpeakTls() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket listener = new ServerSocket(0, 50, loopback())) {
            Thread plaintext = new Thread(() -> greetInPlaintext(listener, over));
            plaintext.start();
            SecretException failure = CheckedReads.failureOf(client(listener.getLocalPort()), "name", 20_000);
            assertThat(failure)
                    .hasMessage("TLS with localhost:" + listener.getLocalPort()
                            + " failed (Unsupported or unrecognized SSL message): check AWS_ENDPOINT_URL.");
            assertThat(failure.safeToRetry()).isFalse();
        } finally {
            over.countDown();
        }
    }

    private static void greetInPlaintext(ServerSocket listener, CountDownLatch over) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write("220 mail.example ready\r\n".getBytes(US_ASCII));
            over.await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(ScriptedServer server, String message) {
        SecretException failure = CheckedReads.failureOf(client(server.port()), "name", 20_000);
        assertThat(failure).hasMessage(message);
        assertThat(failure.safeToRetry()).isFalse();
        assertThat(server.requests()).isEmpty();
    }

    private static SecretsManager client(int port) {
        return CheckedReads.client(Map.of("AWS_ENDPOINT_URL", "https://localhost:" + port));
    }

    private static ServerSocket listen(SSLContext tls) throws IOException {
        return tls.getServerSocketFactory().createServerSocket(0, 50, loopback());
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** Shows a new certificate for the name and trusts nothing but it. */
    private SSLContext certified(String name) throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore store = generated(name);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("throwaway", store.getCertificate("throwaway"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private KeyStore generated(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("throwaway.p12");
        Path log = folder.resolve("keytool.log");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-keystore", file.toString(), "-ext", "san=" + name));
        command.addAll(List.of("-genkeypair -alias throwaway -keyalg EC -dname CN=throwaway -validity 2".split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process generation = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generation.waitFor()).as(() -> "keytool wrote " + log).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
