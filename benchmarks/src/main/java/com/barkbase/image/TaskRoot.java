package com.barkbase.image;

import com.barkbase.Routes;
import com.barkbase.lambda.RuntimeClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is {@code /var/task} in an image: the jars of the function, of the layer and of the runtime's client, and how
 * the JVM is to be started with them. Jars alone, since an AOT cache takes no folder of classes.
 */
record TaskRoot(Path folder) {
    static final String CACHE = "app.aot";
    static final String OPTIONS = "java.options";

    /** Of every jar: a cache is good for jars of one time, and layers of an image may round it. */
    private static final FileTime MADE = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    /** Fills it from what the build has made in {@code home}, the project's folder. */
    static TaskRoot lay(Path folder, Path home, String handler) throws IOException {
        TaskRoot root = new TaskRoot(folder);
        if (Files.exists(root.lib())) {
            throw new IOException(
                    folder + " has a lib already, whose jars would be the service's too: name a new folder.");
        }
        Files.createDirectories(root.lib());
        root.copyJars(home.resolve("backend/target/services.zip"), "lib");
        root.copyJars(home.resolve("aws/layers/db-layer/target/db-layer.zip"), "java/lib");
        root.copy(RuntimeClient.jar(Routes.class));
        for (Path jar : RuntimeClient.jars()) {
            root.copy(jar);
        }
        Files.write(folder.resolve(OPTIONS), root.options(handler));
        return root;
    }

    private Path lib() {
        return folder.resolve("lib");
    }

    private void copyJars(Path zip, String from) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip);
                Stream<Path> jars = Files.list(files.getPath(from))) {
            for (Path jar : jars.toList()) {
                copy(jar);
            }
        }
    }

    private void copy(Path jar) throws IOException {
        Path copy = lib().resolve(jar.getFileName().toString());
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(copy, MADE);
    }

    /** Lambda's own for its managed runtimes, as far as they are known, and what JDK 25 would warn of in the client. */
    private List<String> options(String handler) throws IOException {
        return Stream.of(
                        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"),
                        new RuntimeClient(folder).properties(),
                        List.of("-cp", classPath(), RuntimeClient.MAIN, handler))
                .flatMap(List::stream)
                .map(option -> '"' + option.replace("\\", "\\\\") + '"')
                .toList();
    }

    private String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(lib())) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    Path cache() {
        return folder.resolve(CACHE);
    }

    /** The command that starts the function; {@code flags} are the JVM's. */
    List<String> command(Path jvm, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(jvm.resolve("bin/java").toString());
        command.addAll(flags);
        command.add("@" + folder.resolve(OPTIONS));
        return command;
    }

    /** What lets it start from the cache. */
    String cacheFlag() {
        return "-XX:AOTCache=" + cache();
    }
}
