package com.barkbase.cdk;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A program run to its end, without the variables by which an AWS account could be found.
 *
 * @param folder where it runs
 * @param scratch where its output is kept
 * @param variables added to its environment
 */
record Command(Path folder, Path scratch, Map<String, String> variables) {
    private static final int LIMIT_IN_SECONDS = 180;

    /** How a program ended and what it wrote. */
    record Outcome(int exitCode, String out, String err) {}

    /** Whether there is such a program on the PATH. */
    static boolean exists(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    Outcome run(String... words) throws IOException, InterruptedException {
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
        builder.environment().putAll(variables);
        int exitCode = awaitExit(builder.start());
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }

    private static int awaitExit(Process process) throws InterruptedException {
        if (!process.waitFor(LIMIT_IN_SECONDS, SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(process.info().commandLine().orElse("a program") + " did not end within "
                    + LIMIT_IN_SECONDS + " s.");
        }
        return process.exitValue();
    }
}
