package com.barkbase.chaos.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate with its key, in the forms that servers and clients read. */
public final class Certificate {
    private final String name;
    private final KeyStore keys;
    private final Path folder;

    Certificate(String name, KeyStore keys, Path folder) {
        this.name = name;
        this.keys = keys;
        this.folder = folder;
    }

    /** As PEM: PostgreSQL's {@code ssl_cert_file}. */
    public Path certificateFile() throws IOException, GeneralSecurityException {
        byte[] der = keys.getCertificate(name).getEncoded();
        return Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", der));
    }

    /** As PEM, for its owner's eyes only: PostgreSQL's {@code ssl_key_file}. */
    public Path keyFile() throws IOException, GeneralSecurityException {
        byte[] der = keys.getKey(name, Authority.PASSWORD.toCharArray()).getEncoded();
        Path file = Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", der));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** For a server in Java that presents this certificate. */
    public SSLContext sslContext() throws IOException, GeneralSecurityException {
        char[] password = Authority.PASSWORD.toCharArray();
        KeyStore alone = KeyStore.getInstance("PKCS12");
        alone.load(null, null);
        alone.setKeyEntry(name, keys.getKey(name, password), password, keys.getCertificateChain(name));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(alone, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
