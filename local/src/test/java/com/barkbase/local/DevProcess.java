package com.barkbase.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dev} as a user runs it: a process of its own, of which the test sees what is printed. */
final class DevProcess implements AutoCloseable {

    static final String HARBOR = "Harbor Street Kennels";
    static final String PINE = "Pine Ridge Pet Lodge";

    private static final Pattern OWNERS_PSQL = Pattern.compile("-p (\\d+) -U " + Embedded.OWNER + " (\\w+)");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private DevProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts dev with its folder in {@code root}; of the test's own environment it sees no {@code DB_*}. */
    static DevProcess start(Path root, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dbarkbase.home=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Dev.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DB_"));
        builder.environment().putAll(environment);
        try {
            return new DevProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** On any free port, up and running. */
    static DevProcess ready(Path root, Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        DevProcess dev = start(root, environment, all.toArray(String[]::new));
        try {
            dev.await(line -> line.startsWith("Ctrl-C"));
            return dev;
        } catch (RuntimeException | AssertionError failure) {
            dev.close();
            throw failure;
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            add("(output ended: " + closed + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The first line that fits; fails where dev ends without it, or after a minute. */
    synchronized String await(Predicate<String> wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (lines.stream().noneMatch(wanted) && !ended && System.nanoTime() < end) {
            try {
                wait(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        return lines.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("dev did not print it:\n" + output()));
    }

    synchronized String output() {
        return String.join("\n", lines);
    }

    String address() {
        return await(line -> line.startsWith("ready ")).substring("ready ".length());
    }

    int port() {
        return URI.create(address()).getPort();
    }

    String token(String kennel) {
        String start = "tenant " + kennel + " token ";
        return await(line -> line.startsWith(start)).substring(start.length());
    }

    /** The database as its owner sees it: every kennel. */
    Pool owner(Path root) throws IOException {
        Matcher psql = OWNERS_PSQL.matcher(output());
        assertThat(psql.find()).isTrue();
        String password = new PasswordFile(root.resolve(".barkbase/pgpass"))
                .find("127.0.0.1:*", Embedded.OWNER)
                .orElseThrow();
        int port = Integer.parseInt(psql.group(1));
        return Pool.open(Login.of("127.0.0.1", port, psql.group(2), Embedded.OWNER, password)
                .variables());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    /** As the kennel's person. */
    HttpResponse<String> getAs(String kennel, String path) {
        return get(path, "Authorization", "Bearer " + token(kennel));
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends a signal by its name, such as {@code INT}, and returns the exit code. */
    int signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
            return exitCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    int exitCode() {
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("dev ended")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        exitCode();
    }
}
