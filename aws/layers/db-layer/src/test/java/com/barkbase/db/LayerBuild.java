package com.barkbase.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A second build of the layer: the same sources in another folder, by the Maven and the JDK of the first, offline. */
final class LayerBuild {
    private static final String MODULE = "aws/layers/db-layer";
    private static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();
    /** All that the build of the zip reads; {@code .mvn} holds the options of Maven's JVM. */
    private static final List<String> SOURCES =
            List.of(".mvn", "pom.xml", MODULE + "/pom.xml", MODULE + "/src/main", MODULE + "/src/assembly");

    private static final int LIMIT_SECONDS = 180;

    private LayerBuild() {}

    /** Builds in an empty folder and gives the zip. */
    static Path in(Path folder) throws IOException, InterruptedException {
        for (String source : SOURCES) {
            copy(source, folder);
        }
        Path module = folder.resolve(MODULE);
        Path log = folder.resolve("log");
        Process maven = maven(module)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!maven.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || maven.exitValue() != 0) {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly();
            throw new AssertionError("The layer's second build failed:\n" + Files.readString(log));
        }
        return module.resolve("target/db-layer.zip");
    }

    /** At the other end of the world and with other permissions, since zip entries hold local times and modes. */
    private static ProcessBuilder maven(Path module) {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask 002 && exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "--batch-mode",
                        "--offline",
                        "--quiet",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                        "-Dmaven.test.skip=true",
                        "package")
                .directory(module.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-Duser.timezone=Pacific/Kiritimati");
        return builder;
    }

    private static void copy(String source, Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(ROOT.resolve(source))) {
            for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
                Path copy = folder.resolve(ROOT.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
