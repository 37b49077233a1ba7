package com.barkbase.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which TCP connections another process has open, as Linux tells. */
public final class OpenSockets {

    private OpenSockets() {}

    /** The ports at their other ends. */
    public static Set<Integer> remotePorts(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> inodes = new TreeSet<>();
        for (Path descriptor : list(process.resolve("fd"))) {
            String target = target(descriptor);
            if (target != null && target.startsWith("socket:[")) {
                inodes.add(target.substring("socket:[".length(), target.length() - 1));
            }
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(process.resolve(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && inodes.contains(fields[9])) {
                    String remote = fields[2];
                    ports.add(Integer.parseInt(remote.substring(remote.indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Null where it was closed meanwhile. */
    private static @Nullable String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closed) {
            return null;
        }
    }
}
