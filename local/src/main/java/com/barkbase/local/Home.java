package com.barkbase.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder {@code .barkbase} of the project's root: all that {@code dev} keeps, for one {@code dev} at a time. */
final class Home implements AutoCloseable {

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes the folder where it is absent and locks it; the lock ends with the process, however that ends. */
    static Home open(Path projectRoot) {
        Path folder = folder(projectRoot);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Path file = folder.resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        "Another dev (process %s) is running in %s: stop it with Ctrl-C where it runs, or kill %s."
                                .formatted(Files.readString(file), projectRoot, Files.readString(file)));
            }
            channel.truncate(0).write(ByteBuffer.wrap(ownPid().getBytes(US_ASCII)));
            return new Home(folder, channel);
        } catch (IOException unwritable) {
            throw new CannotStart(
                    "The folder %s can't be written (%s): dev keeps its database there,".formatted(folder, unwritable)
                            + " so make it writable or remove it.",
                    unwritable);
        }
    }

    static Path folder(Path projectRoot) {
        return projectRoot.resolve(".barkbase");
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Deletes what has one of {@code names}, a folder with all it holds. */
    void delete(String... names) {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                if (Stream.of(names).anyMatch(child.getFileName().toString()::equals)) {
                    deleteTree(child);
                }
            }
        } catch (IOException failure) {
            throw new CannotStart("Not all of %s could be deleted (%s).".formatted(folder, failure), failure);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(root)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    /** Writes a file that only its owner may read, and never leaves half of one. */
    static void writePrivately(Path file, String text) {
        try {
            Path half = file.resolveSibling(file.getFileName() + ".half");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, text);
            Files.move(half, file, ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
