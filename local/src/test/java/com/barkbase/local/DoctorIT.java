package com.barkbase.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./barkbase doctor} as a user runs it. */
class DoctorIT {

    private static final int LIMIT_SECONDS = 60;

    @TempDir
    Path root;

    private record Ended(int exitCode, String output, String errors) {}

    private Ended doctor(Map<String, String> environment, String... arguments) throws Exception {
        return run(command(arguments), environment);
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dbarkbase.home=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Doctor.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Of the test's own environment the doctor sees no {@code DB_*} and no {@code NO_COLOR}. */
    private Ended run(List<String> command, Map<String, String> environment) throws Exception {
        Path errors = root.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DB_") || name.equals("NO_COLOR"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output, Files.readString(errors));
    }

    @Test
    void walksThroughTheDatabaseOfARunningDevAndFindsItSound() throws Exception {
        try (DevProcess dev = DevProcess.ready(root, Map.of())) {
            Ended people = doctor(Map.of());
            assertThat(people.output())
                    .startsWith("\n  ok       variables    direct mode: barkbase_app@127.0.0.1:")
                    .contains("\n  ok       isolation    tenants are kept apart\n")
                    .contains("\n\nNothing is wrong")
                    .doesNotContain("\033");
            assertThat(people.errors()).isEmpty();
            assertThat(people.exitCode()).as(dev.output()).isZero();

            Ended programs = doctor(Map.of(), "--json");
            assertThat(programs.output())
                    .startsWith("{\"healthy\":true,\"steps\":[{\"step\":\"variables\",\"state\":\"ok\",")
                    .endsWith("}]}\n");
            assertThat(programs.exitCode()).isZero();
        }
    }

    @Test
    void withoutAnyDatabaseItSaysHowToHaveOne() throws Exception {
        Ended ended = doctor(Map.of());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains(
                        "WRONG    variables    No DB_* variable names a PostgreSQL and dev's own is not running: start")
                .endsWith("Wrong: variables.\n");
    }

    @Test
    void firstThingThatIsWrongIsNamedAndTheRestNotReached() throws Exception {
        Ended ended = doctor(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1", "DB_PASSWORD", "hunter2"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("  WRONG    TCP          Nothing listens at 127.0.0.1:1: check that PostgreSQL runs there,")
                .contains(
                        "  -        not reached  TLS, login, role, tenant role, clock, connections, settings, latency,")
                .contains("\n\nWrong: TCP.")
                .doesNotContain("hunter2");
        Ended json = doctor(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1"), "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.output()).startsWith("{\"healthy\":false,");
    }

    @Test
    void fileOfVariablesThatCannotBeReadIsAFindingToo() throws Exception {
        Files.writeString(root.resolve(".env"), "hunter2\n");
        Ended ended = doctor(Map.of(), "--json");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .isEqualTo("{\"healthy\":false,\"steps\":[{\"step\":\"variables\",\"state\":\"wrong\",\"message\":\""
                        + root.resolve(".env") + ":1 is not of the form NAME=value; write # before a comment.\"}]}\n");
    }

    @Test
    void secretNameOnOnesOwnMachineIsWorthALook() throws Exception {
        Ended ended = doctor(Map.of("DB_SECRET_NAME", "barkbase/dev/postgres/app", "AWS_ACCESS_KEY_ID", ""));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("  warning  variables    DB_SECRET_NAME is set, which means AWS Secrets Manager: unset it")
                .contains("  WRONG    credentials  No AWS credentials: neither AWS_ACCESS_KEY_ID and");
    }

    /** util-linux's script gives it a terminal. */
    @Test
    void colourIsForTerminalsAndForWhoDoesNotRefuseIt() throws IOException, Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no /usr/bin/script");
        String quoted = "'" + String.join("' '", command()) + "'";
        List<String> onTerminal = List.of("/usr/bin/script", "-qec", quoted, "/dev/null");
        assertThat(run(onTerminal, Map.of()).output()).contains("\033[31mWRONG");
        assertThat(run(onTerminal, Map.of("NO_COLOR", "1")).output())
                .contains("WRONG")
                .doesNotContain("\033[31m");
    }
}
