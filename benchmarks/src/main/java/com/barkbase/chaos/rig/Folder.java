package com.barkbase.chaos.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A temporary folder: closed, or deleted when a Ctrl-C ends all. */
public final class Folder implements AutoCloseable {
    private static final Set<Folder> ALL = ConcurrentHashMap.newKeySet();

    private final Path path;

    private Folder(Path path) {
        this.path = path;
    }

    public static Folder create(String prefix) throws IOException {
        Folder folder = new Folder(Files.createTempDirectory(prefix));
        ALL.add(folder);
        return folder;
    }

    /** Until the process ends. */
    Folder deletedAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "deleting " + path));
        return this;
    }

    public Path path() {
        return path;
    }

    static void closeAll() {
        ALL.forEach(Folder::close);
    }

    @Override
    public void close() {
        ALL.remove(this);
        if (Files.notExists(path)) {
            return; // at an exit both do it
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("chaos: " + path + " could not be deleted: " + e.getMessage());
        }
    }
}
