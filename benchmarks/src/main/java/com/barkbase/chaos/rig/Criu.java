package com.barkbase.chaos.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Checkpoint/Restore In Userspace: writes a process, its memory and all, to files, and makes it anew of them as often
 * as one likes. It wants Linux, its superuser, and a version that knows the kernel: {@link #missing} says what is not
 * there.
 *
 * @see <a href="https://criu.org">CRIU</a>
 */
public final class Criu {
    private static final String PROGRAM = "criu";
    private static final int LIMIT_SECONDS = 60;

    private final Path images;

    /** @param images a folder that is there, for this one process */
    public Criu(Path images) {
        this.images = images;
    }

    /** Why there is none that works here. */
    public static Optional<String> missing() throws IOException, InterruptedException {
        try {
            Said check = run(List.of("check"));
            return check.status() == 0 ? Optional.empty() : Optional.of("criu check fails: " + check.errors());
        } catch (IOException notFound) {
            return Optional.of("there is no criu on the path");
        }
    }

    /** As {@code 4.2}. */
    public static String version() throws IOException, InterruptedException {
        return run(List.of("--version")).firstLine().replace("Version: ", "");
    }

    /**
     * Writes the process, which ends with it. CRIU refuses one with an open TCP connection, which then goes on.
     *
     * @param process a leader of its session, as {@code setsid} makes one
     * @return empty, or CRIU's words where it refused
     */
    public Optional<String> dump(ProcessHandle process) throws IOException, InterruptedException {
        Said dump = run(command("dump", "--tree", Long.toString(process.pid())));
        if (dump.status() != 0) {
            return Optional.of(dump.errors());
        }
        awaitEnd(process.pid());
        return Optional.empty();
    }

    /** Makes the process anew, with the id that it had; the one before must have ended. */
    public ProcessHandle restore(long pid) throws IOException, InterruptedException {
        awaitEnd(pid);
        Said restore = run(command("restore", "--restore-detached"));
        if (restore.status() != 0) {
            throw new IOException("criu restore failed: " + restore.errors());
        }
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("the restored process has ended"));
    }

    private List<String> command(String what, String... more) {
        List<String> command = new ArrayList<>(List.of(what, "--images-dir", images.toString(), "-v1"));
        command.addAll(List.of(more));
        return command;
    }

    /** CRIU gives a process the id that it had, which must be free. */
    private static void awaitEnd(long pid) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
        while (Files.exists(Path.of("/proc", Long.toString(pid)))) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("process " + pid + " did not end in " + LIMIT_SECONDS + " s");
            }
            Thread.sleep(10);
        }
    }

    private record Said(int status, String text) {
        String firstLine() {
            return text.lines().findFirst().orElse("nothing");
        }

        /** Where in its source it says so is left out. */
        String errors() {
            return text.lines()
                    .filter(line -> line.startsWith("Error"))
                    .map(line -> line.replaceFirst("^Error \\S+ ", ""))
                    .collect(Collectors.joining("; "));
        }
    }

    private static Said run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(arguments);
        Path said = Files.createTempFile("criu", ".log");
        try {
            Process process = Processes.start(
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()));
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("criu did not end in " + LIMIT_SECONDS + " s");
            }
            return new Said(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            Files.delete(said);
        }
    }
}
