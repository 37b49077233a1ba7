package com.barkbase.chaos.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder. */
public final class Folder implements AutoCloseable {
    private final Path path;

    private Folder(Path path) {
        this.path = path;
    }

    public static Folder create(String prefix) throws IOException {
        return new Folder(Files.createTempDirectory(prefix));
    }

    /** Until the process ends. */
    Folder deletedAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "deleting " + path));
        return this;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("chaos: " + path + " could not be deleted: " + e.getMessage());
        }
    }
}
