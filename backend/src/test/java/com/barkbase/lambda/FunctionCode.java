package com.barkbase.lambda;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A function's zip as Lambda unpacks it: classes at the root, the jars that they need in {@code lib}.
 *
 * @param taskRoot what is {@code /var/task} on Lambda
 */
public record FunctionCode(Path taskRoot, String handler) {

    private static final Path HOME =
            Path.of(System.getProperty("barkbase.home", "..")).toAbsolutePath();
    private static final Path TARGET = HOME.resolve("backend/target");
    private static final Path LAYER = HOME.resolve("aws/layers/db-layer/target/db-layer.zip");

    /** What is deployed of the services, as the build has just made it. */
    static FunctionCode services(Path taskRoot, Class<?> handler) throws IOException {
        unpack(TARGET.resolve("services.zip"), taskRoot);
        return new FunctionCode(taskRoot, handler.getName());
    }

    /** A jar of another version than ours, which a function may bring with it. */
    static Path carried(String name) {
        return TARGET.resolve("carried-jars").resolve(name);
    }

    /** This function with a jar more in {@code lib}. */
    FunctionCode carrying(String name) throws IOException {
        add(carried(name));
        return this;
    }

    /** Unpacks the layer that the build has made, as Lambda does into {@code /opt}. */
    public static void unpackLayer(Path opt) throws IOException {
        unpack(LAYER, opt);
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            copy(files.getPath("/"), folder);
        }
    }

    private void add(Path jar) throws IOException {
        Path lib = Files.createDirectories(taskRoot.resolve("lib"));
        Files.copy(jar, lib.resolve(jar.getFileName()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
