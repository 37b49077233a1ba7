package com.barkbase.chaos.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A certificate authority of its own, by the JDK's keytool. Not thread-safe. */
public final class Authority {
    static final String PASSWORD = "changeit";
    private static final String NAME = "chaos-root";
    private static final Path HOME = Path.of(System.getProperty("java.home"));

    private final Path folder;
    private final Path store;
    private final Set<String> issued = new HashSet<>();

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

    /** The JDK's own roots and this one, in {@code folder}: a JVM that is given it reads as many as on Lambda. */
    public Path trustStore(Path folder) throws IOException {
        Path trust = folder.resolve("cacerts");
        Files.copy(HOME.resolve("lib/security/cacerts"), trust, StandardCopyOption.REPLACE_EXISTING);
        trust.toFile().setWritable(true);
        try {
            keytool(trust, List.of("-importcert", "-noprompt", "-alias", NAME, "-file", root().toString()));
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IOException("the root can't be trusted", e);
        }
    }

    /**
     * A server's certificate; the same one for the same name.
     *
     * @param name a file's name, and the certificate's common name
     * @param alternativeNames as keytool writes them: {@code dns:localhost,ip:127.0.0.1}
     */
    public Certificate issue(String name, String alternativeNames) throws IOException, GeneralSecurityException {
        if (issued.add(name)) {
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
        }
        return certificate(name);
    }

    private void make(String name, List<String> more) throws IOException {
        List<String> options = new ArrayList<>(List.of("-genkeypair", "-storetype", "PKCS12"));
        options.addAll(List.of("-alias", name, "-dname", "CN=" + name));
        options.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-startdate", "-1d", "-validity", "30"));
        options.addAll(more);
        keytool(store, options);
    }

    private static void keytool(Path store, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                HOME.resolve("bin/keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE", // as the JDK's own, or reading costs 100 ms
                "-J-Dkeystore.pkcs12.macAlgorithm=NONE"));
        command.addAll(options);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Commands.run(command);
    }

    private Certificate certificate(String name) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        return new Certificate(name, keys, folder);
    }
}
