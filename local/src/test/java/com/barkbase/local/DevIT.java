package com.barkbase.local;

import static com.barkbase.local.DevProcess.HARBOR;
import static com.barkbase.local.DevProcess.PINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code ./barkbase dev} starts and ends, as its user sees it. One folder serves all tests, one after another. */
class DevIT {

    @TempDir
    static Path root;

    @AfterAll
    static void nothingIsLeft() {
        assertThat(serversOn(root)).isEmpty();
    }

    @AfterEach
    void noServerIsLeftBehind() {
        assertThat(serversOn(root)).isEmpty();
    }

    @Test
    void printsWhereItServesForWhomAndHowToReachTheDatabase() {
        try (DevProcess dev = DevProcess.ready(root, Map.of())) {
            assertThat(dev.output().lines())
                    .anyMatch(line -> line.matches("ready http://localhost:\\d+"))
                    .anyMatch(line -> line.matches("tenant Harbor Street Kennels token [\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                    .anyMatch(line -> line.matches("tenant Pine Ridge Pet Lodge token [\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                    .anyMatch(line ->
                            line.matches("  PGPASSFILE='.*/pgpass' psql -h 127.0.0.1 -p \\d+ -U barkbase_app barkbase"))
                    .anyMatch(line -> line.matches(
                            "  PGPASSFILE='.*/pgpass' psql -h 127.0.0.1 -p \\d+ -U barkbase_admin barkbase"));
            assertThat(dev.output())
                    .contains("  curl -H 'Authorization: Bearer " + dev.token(HARBOR) + "' '" + dev.address()
                            + "/api/v1/pets?limit=3'")
                    .endsWith("To look around, open " + dev.address() + " in a browser; " + dev.address()
                            + "/docs shows the API.\nCtrl-C stops it; the data stays.");
        }
    }

    @Test
    void printedPsqlCommandLetsTheUserIn() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/psql")), "psql is not installed here");
        try (DevProcess dev = DevProcess.ready(root, Map.of())) {
            String command = dev.await(line -> line.contains("-U barkbase_app")).strip();
            Process shell = new ProcessBuilder("sh", "-c", command + " -Atc 'select current_user'").start();
            String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).isZero();
            assertThat(answer.strip()).isEqualTo("barkbase_app");
        }
    }

    @Test
    void ownerIsNoSuperuserAndThePasswordsAreItsReadersAlone() throws IOException {
        try (DevProcess dev = DevProcess.ready(root, Map.of())) {
            Path passwords = root.resolve(".barkbase/pgpass");
            assertThat(permissions(root.resolve(".barkbase"))).isEqualTo("rwx------");
            assertThat(permissions(root.resolve(".barkbase/data"))).isEqualTo("rwx------");
            assertThat(permissions(root.resolve(".barkbase/token.key"))).isEqualTo("rw-------");
            assertThat(permissions(passwords)).isEqualTo("rw-------");
            assertThat(Files.readAllLines(passwords))
                    .hasSize(2)
                    .allMatch(line -> line.matches("127.0.0.1:\\*:\\*:barkbase_(app|admin):[\\w-]{32}"));
            assertThat(dev.getAs(HARBOR, "/api/v1/pets").statusCode()).isEqualTo(200);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void dataAndTokensOutliveARestart() {
        String token;
        String pets;
        try (DevProcess first = DevProcess.ready(root, Map.of())) {
            token = first.token(PINE);
            pets = first.getAs(PINE, "/api/v1/pets").body();
        }
        try (DevProcess second = DevProcess.ready(root, Map.of())) {
            assertThat(second.output()).doesNotContain("Creating", "Filling");
            assertThat(second.get("/api/v1/pets", "Authorization", "Bearer " + token)
                            .body())
                    .isEqualTo(pets);
        }
    }

    @Test
    void freshBeginsAnew() throws IOException {
        String token;
        try (DevProcess first = DevProcess.ready(root, Map.of())) {
            token = first.token(PINE);
        }
        String passwords = Files.readString(root.resolve(".barkbase/pgpass"));
        try (DevProcess second = DevProcess.ready(root, Map.of(), "--fresh")) {
            assertThat(second.output()).contains("Creating the database", "Filling in two kennels' demo data");
            assertThat(Files.readString(root.resolve(".barkbase/pgpass"))).isNotEqualTo(passwords);
            assertThat(second.get("/api/v1/pets", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(second.getAs(PINE, "/api/v1/pets").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void ctrlCEndsEverything() throws IOException {
        DevProcess dev = DevProcess.ready(root, Map.of());
        assertThat(serversOn(root)).hasSize(1);
        assertThat(dev.signal("INT")).isEqualTo(130);
        assertThat(serversOn(root)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Creating the database", "Starting PostgreSQL", "[DB-LAYER]"})
    void terminationEndsEverythingEvenInTheMiddleOfTheStart(String moment) {
        DevProcess dev = DevProcess.start(root, Map.of(), "--port", "0", "--fresh");
        dev.await(line -> line.startsWith(moment));
        assertThat(dev.signal("TERM")).isEqualTo(143);
        assertThat(dev.output()).doesNotContain("dev: ", "\tat ");
        assertThat(serversOn(root)).isEmpty();
    }

    @Test
    void serverOfAKilledDevIsStoppedByTheNext() {
        DevProcess killed = DevProcess.ready(root, Map.of());
        assertThat(killed.signal("KILL")).isEqualTo(137);
        try (DevProcess next = DevProcess.ready(root, Map.of())) {
            assertThat(next.output())
                    .containsPattern("Stopping the PostgreSQL \\(process \\d+\\) that a killed dev left behind");
            assertThat(next.getAs(HARBOR, "/api/v1/pets").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void numberOfADeadServerThatSomebodyElseHasNowIsNoObstacle() throws IOException {
        DevProcess.ready(root, Map.of()).close();
        Path pidFile = root.resolve(".barkbase/data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n/elsewhere\n");
        DevProcess.ready(root, Map.of()).close();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void serverThatDiesTakesDevAlongWithASentence() throws IOException {
        try (DevProcess dev = DevProcess.ready(root, Map.of())) {
            serversOn(root).forEach(ProcessHandle::destroyForcibly);
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output())
                    .contains("dev: PostgreSQL has stopped; the reason is at the end of "
                            + root.resolve(".barkbase/postgres.log"));
        }
    }

    @Test
    void secondDevIsToldOfTheFirst() {
        try (DevProcess first = DevProcess.ready(root, Map.of());
                DevProcess second = DevProcess.start(root, Map.of(), "--port", "0")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .isEqualTo("dev: Another dev (process %d) is running in %s: stop it".formatted(first.pid(), root)
                            + " with Ctrl-C where it runs, or kill " + first.pid() + ".");
        }
    }

    @Test
    void takenPortIsToldWithItsHolder() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DevProcess dev = DevProcess.start(root, Map.of(), "--port", "" + taken.getLocalPort())) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output())
                    .matches("dev: Port %d is taken( by java \\(process %d\\))?: choose another with --port N\\."
                            .formatted(
                                    taken.getLocalPort(),
                                    ProcessHandle.current().pid()));
        }
    }

    @Test
    void folderThatCannotBeWrittenIsTold(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve(".barkbase"), "a file is in the way");
        try (DevProcess dev = DevProcess.start(other, Map.of())) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output())
                    .startsWith("dev: The folder " + other.resolve(".barkbase") + " can't be written (")
                    .endsWith("): dev keeps its database there, so make it writable or remove it.");
        }
    }

    @Test
    void secretNameSetByMistakeIsTold() {
        try (DevProcess dev = DevProcess.start(root, Map.of("DB_SECRET_NAME", "barkbase/dev/postgres/credentials"))) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output())
                    .isEqualTo("dev: DB_SECRET_NAME is set (\"barkbase/dev/postgres/credentials\"), which means"
                            + " AWS Secrets"
                            + " Manager: unset it, since dev uses an embedded PostgreSQL or the one that"
                            + " DB_HOST names.");
        }
    }

    @Test
    void wrongArgumentsAreToldWithTheRightOnes() {
        for (List<String> wrong : List.of(List.of("--prot", "1"), List.of("--port", "many"))) {
            try (DevProcess dev = DevProcess.start(root, Map.of(), wrong.toArray(String[]::new))) {
                assertThat(dev.exitCode()).isEqualTo(2);
                assertThat(dev.output()).contains("Usage: barkbase dev [--fresh] [--help] [--port=N]");
            }
        }
        try (DevProcess dev = DevProcess.start(root, Map.of(), "--port", "70000")) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output()).isEqualTo("dev: --port is 70000; it must be from 0 to 65535.");
        }
    }

    /** Every server with the folder on its command line, since a pid file may be missing or wrong. */
    private static List<ProcessHandle> serversOn(Path root) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(root + "/.barkbase/data"))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
