package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main class of the tests in a JVM of its own, with its own environment: {@link Db} reads the real one. */
final class JavaProcess {
    private JavaProcess() {}

    /** What it printed; it must end by itself, and well. */
    static String run(Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return runWith("", main, environment, arguments);
    }

    static String runWith(String moreClasses, Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + moreClasses,
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DB_") || name.startsWith("AWS_"));
        // A JVM that has just begun, on a busy machine, may take longer than the default to load TLS and the driver.
        builder.environment().put("DB_CONNECTION_TIMEOUT", "60000");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
