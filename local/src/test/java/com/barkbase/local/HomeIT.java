package com.barkbase.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeIT {
    @TempDir
    private Path root;

    @Test
    void folderIsItsUsersAloneEvenWhereItWasOpenBefore() throws IOException {
        Path folder = Files.createDirectory(root.resolve(".barkbase"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Home home = Home.open(root)) {
            assertThat(permissions(home.path(""))).isEqualTo("rwx------");
        }
    }

    @Test
    void secretIsItsReadersAloneEvenInPlaceOfAFileThatWasOpen() throws IOException {
        Path file = Files.writeString(root.resolve("pgpass"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Home.writePrivately(file, "new");
        assertThat(file).hasContent("new");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
