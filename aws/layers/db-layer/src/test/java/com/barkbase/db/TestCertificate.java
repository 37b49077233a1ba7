package com.barkbase.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of a {@link TestPki} with its key and issuers, in the forms that servers and clients read. */
final class TestCertificate {
    private static final char[] NO_PASSWORD = {};

    private final String name;
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final Path directory;

    TestCertificate(String name, PrivateKey key, List<X509Certificate> chain, Path directory) {
        this.name = name;
        this.key = key;
        this.chain = chain;
        this.directory = directory;
    }

    String name() {
        return name;
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** This certificate alone, as PEM: what a client that trusts it is given. */
    Path certificateFile() throws IOException, GeneralSecurityException {
        return Files.writeString(directory.resolve(name + ".crt"), pem(certificate()));
    }

    /** This certificate and those that lead to its root, without the root, as PEM: PostgreSQL's ssl_cert_file. */
    Path chainFile() {
        try {
            return Files.writeString(directory.resolve(name + ".chain.crt"), chainPem());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** The private key as PKCS #8 PEM, readable by its owner only: PostgreSQL's ssl_key_file. */
    Path keyFile() {
        try {
            Path file = Files.writeString(directory.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** For a server in Java that presents this certificate. */
    SSLContext sslContext() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(name, key, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private String chainPem() throws GeneralSecurityException {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate each : chain.subList(0, Math.max(1, chain.size() - 1))) {
            pem.append(pem(each));
        }
        return pem.toString();
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
