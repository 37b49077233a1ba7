package com.barkbase.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The embedded server: a child process that listens on loopback only and wants a password of everyone. */
final class Postgres implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60); // recovery after a crash takes its time
    private static final int STOP_SECONDS = 10;
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    private final Path data;
    private final Process process;
    private final int port;

    private Postgres(Path data, Process process, int port) {
        this.data = data;
        this.process = process;
        this.port = port;
    }

    /** Starts the server; {@link #awaitReady} follows, once {@link Closing} knows of it. */
    static Postgres start(Programs programs, Path data, Path log, int port) {
        ProcessBuilder command = programs.command("postgres", settings(data, port));
        command.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        try {
            return new Postgres(data, command.start(), port);
        } catch (IOException failure) {
            throw new CannotStart("PostgreSQL could not be started (%s).".formatted(failure), failure);
        }
    }

    private static List<String> settings(Path data, int port) {
        return List.of(
                "-D", data.toString(),
                "-p", Integer.toString(port),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "max_connections=50");
    }

    void awaitReady(Path log) {
        Instant end = Instant.now().plus(START_TIMEOUT);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new CannotStart("PostgreSQL did not start; the end of %s: %s".formatted(log, lastLine(log)));
            }
            sleep();
        }
    }

    private boolean isReady() {
        List<String> lines = pidFile(data);
        return lines.size() > STATUS_LINE
                && lines.get(PID_LINE).equals(Long.toString(process.pid()))
                && lines.get(STATUS_LINE).startsWith("ready");
    }

    int port() {
        return port;
    }

    /** Runs {@code action} when the server has ended, for whatever reason. */
    void whenStopped(Runnable action) {
        Thread.startVirtualThread(() -> {
            process.onExit().join();
            action.run();
        });
    }

    /** Ends sessions and server. */
    @Override
    public void close() {
        stop(process.toHandle());
    }

    /**
     * Stops a server that a killed {@code dev} has left behind. The caller holds the lock of {@link Home}, so a server
     * on this data is nobody's.
     */
    static void stopOrphan(Path data) {
        List<String> lines = pidFile(data);
        if (lines.isEmpty()) {
            return;
        }
        running(lines).ifPresent(server -> {
            System.out.printf("Stopping the PostgreSQL (process %d) that a killed dev left behind …%n", server.pid());
            stop(server);
        });
        removePidFile(data); // else PostgreSQL would take whoever has that number now for a server
    }

    /** The port of the server that runs on this data, whoever started it. */
    static Optional<Integer> runningPort(Path data) {
        List<String> lines = pidFile(data);
        return lines.size() > PORT_LINE && running(lines).isPresent()
                ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip()))
                : Optional.empty();
    }

    private static Optional<ProcessHandle> running(List<String> pidFile) {
        return ProcessHandle.of(Long.parseLong(pidFile.get(PID_LINE).strip())).filter(Postgres::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
    }

    /** Like Ctrl-C, which ends sessions: what {@link Process#destroy} sends would wait for them. */
    private static void stop(ProcessHandle server) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start().waitFor();
            server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException failure) {
            server.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
    }

    private static void removePidFile(Path data) {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> pidFile(Path data) {
        try {
            Path file = data.resolve("postmaster.pid");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (NoSuchFileException goneMeanwhile) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "(empty)" : lines.getLast();
        } catch (IOException failure) {
            return "(unreadable: " + failure + ")";
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped while starting.", interrupted);
        }
    }
}
