package com.barkbase.chaos.rig;

import com.barkbase.db.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL 17 as RDS has it: logins by SCRAM, TLS, an owner that is no superuser and a service role. It can be
 * frozen, killed and started again on its port and its data. For one thread.
 */
public final class Postgres implements AutoCloseable {
    public static final String SUPERUSER = "postgres";
    public static final String OWNER = "barkbase_admin";
    public static final String SERVICE = "barkbase_app";
    public static final String DATABASE = "barkbase";
    public static final String HOST = "localhost";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 20;
    private static final int STATUS_LINE = 7;

    private final FreshCluster cluster;
    private final Folder folder;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    private Postgres(FreshCluster cluster, Folder folder, Map<String, String> settings) throws IOException {
        this.cluster = cluster;
        this.folder = folder;
        this.settings = settings;
        this.port = freePort();
        this.process = launch();
    }

    /** Starts one with data of its own; {@code settings} are PostgreSQL's and go before the rig's. */
    public static Postgres start(Map<String, String> settings) throws IOException {
        FreshCluster cluster = FreshCluster.shared();
        Folder folder = Folder.create("barkbase-postgres");
        cluster.copyTo(folder.path().resolve("data"));
        return new Postgres(cluster, folder, settings);
    }

    /** Starts another on a copy of this one's data, which must be stopped: a replica with the right settings. */
    public Postgres copy(Map<String, String> others, Map<String, String> files) throws IOException {
        Folder copied = Folder.create("barkbase-postgres");
        new FreshCluster(cluster.programs(), data(), cluster.authority(), cluster.root(), cluster.certificate())
                .copyTo(copied.path().resolve("data"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(copied.path().resolve("data").resolve(file.getKey()), file.getValue());
        }
        return new Postgres(cluster, copied, others);
    }

    static String initialPassword(String user) {
        return "first-of-" + user;
    }

    public int port() {
        return port;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    public Path data() {
        return folder.path().resolve("data");
    }

    /** All that it has said since it was started first. */
    public Path log() {
        return folder.path().resolve("postgres.log");
    }

    /** What a client trusts, as PEM. */
    public Path rootCertificate() {
        return cluster.root();
    }

    public Authority authority() {
        return cluster.authority();
    }

    /** The variables of a pool in direct mode; TLS is off, so that a proxy can read along. */
    public Map<String, String> variables(String user) {
        Map<String, String> variables = new HashMap<>();
        variables.put("DB_HOST", HOST);
        variables.put("DB_PORT", Integer.toString(port));
        variables.put("DB_NAME", DATABASE);
        variables.put("DB_USER", user);
        variables.put("DB_PASSWORD", initialPassword(user));
        return variables;
    }

    /** A superuser's pool, for what a scenario does to the server and asks of it. Close it. */
    public Pool operator() {
        Map<String, String> variables = variables(SUPERUSER);
        variables.put("DB_CONNECTION_TIMEOUT", "30000"); // a busy machine is not what fails
        return Pool.open(variables);
    }

    /** Ends all sessions of the user, as an operator can; returns once they have ended. */
    public static void endSessions(Pool operator, String user) {
        operator.query("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = $1", user);
    }

    public void kill() throws IOException, InterruptedException {
        Processes.signalAll(process.toHandle(), "KILL");
        process.waitFor();
    }

    public void freeze() throws IOException, InterruptedException {
        Processes.signalAll(process.toHandle(), "STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        Processes.signalAll(process.toHandle(), "CONT");
    }

    /** Ends sessions and server in good order. */
    public void stop() throws IOException {
        Processes.end(process, "INT", STOP_SECONDS);
    }

    /** On the same data and port; it must have been stopped or killed. */
    public void startAgain() throws IOException {
        process = launch();
    }

    private Process launch() throws IOException {
        List<String> command = cluster.command("postgres");
        command.addAll(List.of("-D", data().toString(), "-p", Integer.toString(port)));
        allSettings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Process launched = Processes.start(builder);
        awaitReady(launched);
        return launched;
    }

    private Map<String, String> allSettings() throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "max_connections", "100",
                // No machine fails here, only processes do: what was written is safe in the system's memory.
                "fsync", "off",
                "synchronous_commit", "on",
                "ssl", "on"));
        try {
            all.put("ssl_cert_file", cluster.certificate().certificateFile().toString());
            all.put("ssl_key_file", cluster.certificate().keyFile().toString());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        all.putAll(settings);
        return all;
    }

    private void awaitReady(Process launched) throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(launched)) {
            if (!launched.isAlive() || System.nanoTime() - end > 0) {
                throw new IOException("PostgreSQL did not start: " + new ArrayList<>(Files.readAllLines(log())));
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                launched.destroyForcibly();
                throw new IOException("interrupted while PostgreSQL started", e);
            }
        }
    }

    private boolean isReady(Process launched) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(launched.pid()))
                    && !lines.get(STATUS_LINE).startsWith("starting");
        } catch (NoSuchFileException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        folder.close();
    }
}
