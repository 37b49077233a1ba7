package com.barkbase.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is run and asked, in which order. That the steps themselves work is for {@link DeployIT} and CdkCliIT. */
class DeployTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsTheLayerFirstAndTheFunctionsLast() {
        assertThat(deployWithNobody("--env", "staging")).isZero();

        assertThat(ran)
                .containsExactly(
                        "npx cdk --no-notices synth --quiet -c env=staging -c engine=instance -c proxy=off"
                                + " -c nat=instance -c phase1=own -c accountConcurrency=200",
                        "npx cdk --no-notices diff --app cdk.out",
                        deployment("SharedResources", "staging"),
                        deployment("Network", "staging"),
                        deployment("Database", "staging"),
                        deployment("Services", "staging"));
    }

    @Test
    void existingPhase1IsLeftToWhoDeployedItButForWhatItLacks() {
        assertThat(deployWithNobody("--phase1", "existing")).isZero();

        assertThat(ran.stream().filter(step -> step.contains(" deploy ")))
                .containsExactly(
                        deployment("SharedResources", "dev"),
                        deployment("ServiceLogin", "dev"),
                        deployment("Services", "dev"));
    }

    @Test
    void dryRunRunsNothingAndShowsEachStep() {
        assertThat(deployWithNobody("--env", "prod", "--dry-run")).isZero();

        assertThat(ran).isEmpty();
        assertThat(out.toString(UTF_8))
                .containsSubsequence(
                        "npx cdk --no-notices synth --quiet -c env=prod",
                        "npx cdk --no-notices diff",
                        "# the question before prod",
                        "# the db-layer; its old versions stay",
                        deployment("SharedResources", "prod"),
                        deployment("Network", "prod"),
                        deployment("Database", "prod"),
                        "# migrations first, then the functions go live",
                        deployment("Services", "prod"));
    }

    @Test
    void prodIsDeployedAfterItsNameIsTyped() {
        assertThat(deploy(Optional.of("prod\n"), "--env", "prod")).isZero();

        assertThat(out.toString(UTF_8)).contains("Deploy these changes to prod? Type prod to go on: ");
        assertThat(ran).last().isEqualTo(deployment("Services", "prod"));
    }

    @Test
    void anyOtherAnswerChangesNothing() {
        for (String answer : List.of("\n", "yes\n", "")) {
            ran.clear();
            assertThat(deploy(Optional.of(answer), "--env", "prod")).isEqualTo(1);

            assertThat(out.toString(UTF_8)).endsWith("Nothing was changed.\n");
            assertThat(ran).noneMatch(step -> step.contains(" deploy "));
        }
    }

    @Test
    void prodIsNotDeployedWhereNobodyCanBeAsked() {
        assertThat(deployWithNobody("--env", "prod")).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines("prod is deployed from a terminal, where the question before it can be"
                        + " answered: say --yes where there is none.\n");
        assertThat(ran).isEmpty();
    }

    @Test
    void yesAnswersTheQuestion() {
        assertThat(deployWithNobody("--env", "prod", "--yes")).isZero();

        assertThat(ran).last().isEqualTo(deployment("Services", "prod"));
    }

    @Test
    void unknownWordIsWrongUsage() {
        assertThat(deployWithNobody("--env", "qa")).isEqualTo(2);
        assertThat(deployWithNobody("--force")).isEqualTo(2);

        assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines("""
                There is no environment 'qa': env is one of dev, staging, prod.
                Unknown option: '--force'
                """);
        assertThat(ran).isEmpty();
    }

    private static String deployment(String stack, String environment) {
        return "npx cdk --no-notices deploy Barkbase-" + stack + "Stack-" + environment
                + " --exclusively --app cdk.out --require-approval never";
    }

    private int deployWithNobody(String... arguments) {
        return deploy(Optional.empty(), arguments);
    }

    private int deploy(Optional<String> typed, String... arguments) {
        PrintStream said = new PrintStream(out, true, UTF_8);
        Deploy deploy = new Deploy(
                SourceTree.here(),
                said,
                typed.map(StringReader::new).map(BufferedReader::new),
                step -> Optional.of(step.toString())
                        .filter(command -> !command.equals("npm ci"))
                        .ifPresent(ran::add));
        return Commands.run(deploy, List.of(arguments), said, new PrintStream(err, true, UTF_8));
    }
}
