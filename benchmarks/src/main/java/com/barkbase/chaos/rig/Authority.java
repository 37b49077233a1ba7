package com.barkbase.chaos.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of its own, by the JDK's keytool. Not thread-safe. */
public final class Authority {
    static final String PASSWORD = "changeit";
    private static final String NAME = "chaos-root";

    private final Path folder;
    private final Path store;

    private Authority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("certificates.p12");
    }

    /** Makes one that keeps its files in {@code folder}. */
    public static Authority create(Path folder) throws IOException {
        Authority authority = new Authority(folder);
        authority.make(NAME, List.of("-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign"));
        return authority;
    }

    /** What a client that trusts this authority is given, as PEM. */
    public Path root() throws IOException, GeneralSecurityException {
        return certificate(NAME).certificateFile();
    }

    /**
     * A server's certificate.
     *
     * @param name a file's name, and the certificate's common name
     * @param alternativeNames as keytool writes them: {@code dns:localhost,ip:127.0.0.1}
     */
    public Certificate issue(String name, String alternativeNames) throws IOException, GeneralSecurityException {
        make(
                name,
                List.of(
                        "-signer",
                        NAME,
                        "-signerkeypass",
                        PASSWORD, //
                        "-ext",
                        "san=" + alternativeNames,
                        "-ext",
                        "eku=serverAuth"));
        return certificate(name);
    }

    private void make(String name, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD, "-alias", name, "-dname", "CN=" + name));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-startdate", "-1d", "-validity", "30"));
        command.addAll(more);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private Certificate certificate(String name) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        return new Certificate(name, keys, folder);
    }
}
