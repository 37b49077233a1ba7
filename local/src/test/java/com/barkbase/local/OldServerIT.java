package com.barkbase.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldServerIT {

    private static final Path POSTGRES_15 = Path.of("/usr/lib/postgresql/15/bin");

    @TempDir
    Path root;

    @Test
    void serverOlderThan16IsRefusedInOneSentence() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(POSTGRES_15), "PostgreSQL 15 is not installed in " + POSTGRES_15);
        Programs programs = new Programs(POSTGRES_15);
        Path data = root.resolve("data");
        Path log = root.resolve("log");
        programs.run("initdb", "", List.of("-D", data.toString(), "-U", "postgres", "--auth=trust", "--no-sync"));
        try (Postgres server = Postgres.start(programs, data, log, freePort())) {
            server.awaitReady(log);
            Map<String, String> variables = Login.of("127.0.0.1", server.port(), "postgres", "postgres", "any")
                    .variables();
            try (DevProcess dev = DevProcess.start(root, variables, "--port", "0")) {
                assertThat(dev.exitCode()).isEqualTo(1);
                assertThat(dev.output().lines().toList().getLast())
                        .startsWith("dev: BarkBase needs PostgreSQL 16 or newer, and this server is 15.")
                        .endsWith(": point DB_HOST and DB_PORT to a newer one, or unset DB_* for the embedded 17.");
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
