package com.barkbase.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Tells contents apart: twelve digits that are others where a byte is another. */
final class ContentHash {
    private static final int DIGITS = 12;

    private ContentHash() {}

    static String of(Path file) {
        try {
            return of(sha256(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Of the files in a folder of a zip, by their names and bytes, whatever else the zip holds.
     *
     * @throws SynthesisException where there are none
     */
    static String ofFolder(Path zip, String folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream bytes = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(bytes)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
                    files.put(entry.getName(), entries.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw unreadable(zip, e);
        }
        if (files.isEmpty()) {
            throw new SynthesisException("There is nothing in " + folder + " of " + zip + ": run ./barkbase build.");
        }
        MessageDigest digest = sha256();
        files.forEach((name, content) -> digest.update((name + " " + of(sha256(), content) + "\n").getBytes(UTF_8)));
        return of(digest, new byte[0]);
    }

    private static String of(MessageDigest digest, byte[] last) {
        return HexFormat.of().formatHex(digest.digest(last)).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static SynthesisException unreadable(Path file, IOException e) {
        return new SynthesisException(
                "It could not be read: " + e.getMessage() + " (" + file + "). Run ./barkbase build.", e);
    }
}
