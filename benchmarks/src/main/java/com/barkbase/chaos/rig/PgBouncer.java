package com.barkbase.chaos.rig;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's PgBouncer in transaction mode, where there is one. Users come and go by SCRAM. For one thread. */
public final class PgBouncer implements AutoCloseable {
    private static final int STOP_SECONDS = 5;
    private static final int START_TRIES = 500;
    private final Folder folder;
    private final int port;
    private final Process process;

    private PgBouncer(Folder folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Where it is on the path. */
    public static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * In front of the server, or of a network that leads to it.
     *
     * @param sessions how many it opens at most for a user
     * @param tls whether both sides of it speak TLS, and it verifies the server
     */
    public static PgBouncer start(Path program, Postgres postgres, int serverPort, int sessions, boolean tls)
            throws IOException, GeneralSecurityException {
        Folder folder = Folder.create("barkbase-pgbouncer");
        int port = freePort();
        String settings =
                settings(tls ? Postgres.HOST : "127.0.0.1", serverPort, port, sessions, users(folder, postgres));
        Path file = Files.writeString(
                folder.path().resolve("pgbouncer.ini"), tls ? settings + tlsSettings(postgres) : settings);
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user")); // it refuses to run as root
        }
        command.addAll(List.of(program.toString(), file.toString()));
        Path log = folder.path().resolve("pgbouncer.log");
        Process process = Processes.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
        PgBouncer started = new PgBouncer(folder, port, process);
        started.awaitReady(log);
        return started;
    }

    /** The driver sends extra_float_digits with each login, which PgBouncer refuses unless it is told to let it be. */
    private static String settings(String host, int serverPort, int port, int sessions, Path users) {
        return """
                [databases]
                %s = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                server_login_retry = 1
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 500
                auth_type = scram-sha-256
                auth_file = %s
                ignore_startup_parameters = extra_float_digits
                """.formatted(Postgres.DATABASE, host, serverPort, port, sessions, users);
    }

    private static String tlsSettings(Postgres postgres) throws IOException, GeneralSecurityException {
        Certificate own = postgres.authority().issue("pgbouncer", "dns:localhost");
        return """
                client_tls_sslmode = require
                client_tls_cert_file = %s
                client_tls_key_file = %s
                server_tls_sslmode = verify-full
                server_tls_ca_file = %s
                """.formatted(own.certificateFile(), own.keyFile(), postgres.rootCertificate());
    }

    private static Path users(Folder folder, Postgres postgres) throws IOException {
        Map<String, String> login = postgres.variables(Postgres.SERVICE);
        return Files.writeString(
                folder.path().resolve("users.txt"),
                "\"" + Postgres.SERVICE + "\" \"" + login.getOrDefault("DB_PASSWORD", "") + "\"\n");
    }

    private void awaitReady(Path log) throws IOException {
        for (int tries = 0; tries < START_TRIES && process.isAlive(); tries++) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IOException("PgBouncer did not start: " + Files.readString(log));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PgBouncer started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        Processes.end(process, "INT", STOP_SECONDS);
        folder.close();
    }
}
