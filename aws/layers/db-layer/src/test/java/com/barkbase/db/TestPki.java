package com.barkbase.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Certificate authorities and servers' certificates made while a test runs, by the JDK's keytool. Names are file names
 * and common names at once. Subject alternative names are in keytool's words: {@code dns:localhost,ip:127.0.0.1}.
 */
final class TestPki {
    private static final String PASSWORD = "changeit";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path directory;
    private final Path keyStore;

    TestPki(Path directory) {
        this.directory = directory;
        this.keyStore = directory.resolve("pki.p12");
    }

    /** When a certificate holds: keytool's offset from now, and a number of days from there. */
    record Validity(String start, int days) {
        static final Validity CURRENT = new Validity("-1d", 30);
        static final Validity EXPIRED = new Validity("-30d", 20);
        static final Validity FUTURE = new Validity("+10d", 20);
    }

    TestCertificate authority(String name) {
        return make(name, null, Validity.CURRENT, "bc:critical=ca:true", "ku:critical=keyCertSign");
    }

    TestCertificate intermediate(String name, TestCertificate issuer) {
        return make(name, issuer, Validity.CURRENT, "bc:critical=ca:true", "ku:critical=keyCertSign");
    }

    TestCertificate server(String name, TestCertificate issuer, String alternativeNames) {
        return server(name, issuer, alternativeNames, Validity.CURRENT);
    }

    TestCertificate server(String name, TestCertificate issuer, String alternativeNames, Validity validity) {
        return make(name, issuer, validity, "san=" + alternativeNames, "eku=serverAuth");
    }

    TestCertificate selfSigned(String name, String alternativeNames) {
        return make(name, null, Validity.CURRENT, "san=" + alternativeNames, "eku=serverAuth");
    }

    private TestCertificate make(
            String name, @Nullable TestCertificate issuer, Validity validity, String... extensions) {
        List<String> command = command(name, validity);
        if (issuer != null) {
            command.addAll(List.of("-signer", issuer.name(), "-signerkeypass", PASSWORD));
        }
        for (String extension : extensions) {
            command.addAll(List.of("-ext", extension));
        }
        try {
            run(command);
            return read(name);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("could not make the certificate " + name, e);
        }
    }

    private List<String> command(String name, Validity validity) {
        return new ArrayList<>(List.of(
                KEYTOOL.toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore",
                keyStore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-startdate",
                validity.start(),
                "-validity",
                Integer.toString(validity.days())));
    }

    private static void run(List<String> command) throws IOException {
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = keytool.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        } finally {
            keytool.destroy();
        }
    }

    private TestCertificate read(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keyStore)) {
            store.load(file, PASSWORD.toCharArray());
        }
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(name))
                .map(X509Certificate.class::cast)
                .toList();
        PrivateKey key = (PrivateKey) store.getKey(name, PASSWORD.toCharArray());
        return new TestCertificate(name, key, chain, directory);
    }
}
