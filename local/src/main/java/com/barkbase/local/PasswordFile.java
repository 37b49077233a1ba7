package com.barkbase.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Passwords that {@code dev} made, in libpq's own format, so that {@code PGPASSFILE} lets psql in without one on a
 * command line. Readable by its owner only.
 *
 * @see <a href="https://www.postgresql.org/docs/17/libpq-pgpass.html">PostgreSQL: The Password File</a>
 */
record PasswordFile(Path path) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 192 random bits in letters, digits, {@code -} and {@code _}: nothing that the file's format would escape. */
    static String randomPassword() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The password of {@code user} at {@code server}, which is {@code host:port}; the port may be {@code *}. */
    Optional<String> find(String server, String user) {
        String start = entry(server, user);
        return lines().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }

    boolean holds(Login login) {
        return find(login.host() + ":*", login.user()).isPresent()
                || find(login.server(), login.user()).isPresent();
    }

    void put(String server, String user, String password) {
        String start = entry(server, user);
        List<String> lines = new ArrayList<>(lines());
        lines.removeIf(line -> line.startsWith(start));
        lines.add(start + password);
        Home.writePrivately(path, String.join("\n", lines) + "\n");
    }

    private static String entry(String server, String user) {
        return server + ":*:" + user + ":";
    }

    private List<String> lines() {
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
