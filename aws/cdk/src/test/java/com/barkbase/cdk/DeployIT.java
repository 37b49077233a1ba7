package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command as a program, over an {@code npx} of the test's own that says what it is told to say. */
class DeployIT {

    @TempDir
    private Path folder;

    private Path bin;

    @BeforeEach
    void fakeNpx() throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        // Answers what is in the file "answer", once "failing" is in its arguments.
        program("npx", """
                echo "npx $*" >>"$FOLDER/ran"
                read -r failing <"$FOLDER/failing"
                case "$*" in *"$failing"*) /bin/cat "$FOLDER/answer"; exit 1 ;; esac
                """);
        program("npm", "exit 0\n");
        failing("nothing", "");
    }

    @Test
    void showsWhatTheStepsSayAndEndsWellWhereTheyDo() throws Exception {
        Command.Outcome deployed = deploy("--env", "dev");

        assertThat(deployed.exitCode()).as(deployed.err()).isZero();
        assertThat(deployed.out()).contains("$ npx cdk --no-notices diff --app cdk.out\n");
        assertThat(ran())
                .hasLineCount(6)
                .endsWith("Barkbase-ServicesStack-dev --exclusively --app cdk.out" + " --require-approval never\n");
    }

    @Test
    void missingCredentialsAreToldWithWhatToDo() throws Exception {
        failing("diff", "Unable to resolve AWS account to use. It must be either configured when you define…");

        assertFailsWith("There are no AWS credentials here: run 'aws sso login' or 'aws configure', or set AWS_PROFILE,"
                + " and AWS_REGION (BarkBase lives in us-east-2).");
        assertThat(ran()).doesNotContain(" deploy ");
    }

    @Test
    void accountThatIsNotBootstrappedIsToldWithTheCommand() throws Exception {
        failing("deploy", "SSM parameter not found in aws://1/us-east-2. Has the environment been bootstrapped?");

        assertFailsWith("The account is not prepared for the CDK in this region: run 'npx cdk bootstrap' in aws/cdk,"
                + " once. Nothing was changed.");
    }

    @Test
    void stackThatFailsStopsTheOnesAfterIt() throws Exception {
        failing("DatabaseStack", "UPDATE_ROLLBACK_COMPLETE");

        assertFailsWith("'npx cdk --no-notices deploy Barkbase-DatabaseStack-dev --exclusively --app cdk.out"
                + " --require-approval never' ended with 1: what it said is above. What was deployed before it stays,"
                + " and the same command goes on from there.");
        assertThat(ran()).contains("NetworkStack").doesNotContain("ServicesStack");
    }

    @Test
    void missingNpxIsToldWithWhatToInstall() throws Exception {
        Files.delete(bin.resolve("npx"));

        assertThat(deploy().err())
                .startsWith("'npx' could not be started (")
                .endsWith("): install Node.js 20 or newer with npm.\n");
    }

    private void assertFailsWith(String sentence) throws Exception {
        Command.Outcome outcome = deploy();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualToNormalizingNewlines(sentence + "\n");
        assertThat(outcome.out()).contains(Files.readString(folder.resolve("answer")));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\nFOLDER='" + folder + "'\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void failing(String word, String answer) throws IOException {
        Files.writeString(folder.resolve("failing"), word + "\n");
        Files.writeString(folder.resolve("answer"), answer);
    }

    private String ran() throws IOException {
        return Files.readString(folder.resolve("ran"));
    }

    private Command.Outcome deploy(String... words) throws IOException, InterruptedException {
        String java = System.getProperty("java.home") + "/bin/java";
        String[] start = {java, "-cp", System.getProperty("java.class.path"), Deploy.class.getName()};
        String[] command = Stream.of(start, words).flatMap(Stream::of).toArray(String[]::new);
        return new Command(folder, folder, Map.of("PATH", bin.toString())).run(command);
    }
}
