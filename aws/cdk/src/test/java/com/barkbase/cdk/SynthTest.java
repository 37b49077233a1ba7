package com.barkbase.cdk;

import static com.barkbase.cdk.SynthesisedStack.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void writesTheTemplatesAndSaysWhatTheyHold() throws IOException {
        SourceTree tree = TemporaryTree.in(folder);

        assertThat(synth(tree, "--env", "staging")).isZero();

        assertThat(tree.cdkOut().resolve("Barkbase-SharedResourcesStack-staging.template.json"))
                .isNotEmptyFile();
        assertThat(out.toString(UTF_8))
                .startsWith("env=staging engine=instance proxy=off nat=instance phase1=own accountConcurrency=200\n")
                .contains("Barkbase-SharedResourcesStack-staging (2 resources)\n  outputs  DbLayerArn\n")
                .contains("\nbudget     210 of 250 connections (docs/budget.md)\n")
                .containsPattern("cost +[0-9.]+ USD a month idle, [0-9.]+ at load")
                .endsWith("templates  " + tree.cdkOut() + "\n");
        assertThat(out.toString(UTF_8).lines()).hasSizeLessThan(40).allMatch(line -> line.length() <= 120);
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysTheSameToPrograms() throws IOException {
        SourceTree tree = TemporaryTree.in(folder);

        assertThat(synth(tree, "--env", "dev", "--json")).isZero();

        JsonNode report = json(out.toString(UTF_8));
        JsonNode stack = report.at("/stacks/Barkbase-SharedResourcesStack-dev");
        assertThat(report.at("/deployment/env").asText()).isEqualTo("dev");
        assertThat(Path.of(stack.path("template").asText())).isNotEmptyFile();
        assertThat(stack.path("resources").asInt()).isEqualTo(2);
        assertThat(stack.at("/outputs/DbLayerArn/Export/Name").asText())
                .isEqualTo("Barkbase-SharedResourcesStack-dev-DbLayerArn");
        assertThat(report.at("/cost/idle").isNumber()).isTrue();
    }

    @Test
    void isForDevUnlessSaidOtherwise() throws IOException {
        assertThat(synth(TemporaryTree.in(folder))).isZero();

        assertThat(out.toString(UTF_8)).contains("\nBarkbase-SharedResourcesStack-dev (");
    }

    @Test
    void takesTheEnvironmentAfterAnEqualsSignToo() throws IOException {
        assertThat(synth(TemporaryTree.in(folder), "--env=prod")).isZero();

        assertThat(out.toString(UTF_8)).contains("\nBarkbase-SharedResourcesStack-prod (");
    }

    @Test
    void helpIsPrinted() {
        assertThat(synth(SourceTree.here(), "--help")).isZero();

        assertThat(out.toString(UTF_8))
                .contains(
                        "--env=dev|staging|prod",
                        "--engine=instance|aurora",
                        "--proxy=on|off",
                        "--nat=none|instance|gateway");
    }

    @Test
    void unknownEnvironmentIsWrongUsage() {
        assertThat(synth(SourceTree.here(), "--env", "qa")).isEqualTo(2);

        assertOnlyComplaint("There is no environment 'qa': env is one of dev, staging, prod.");
    }

    @Test
    void unknownOptionIsWrongUsage() {
        assertThat(synth(SourceTree.here(), "--environment", "dev")).isEqualTo(2);

        assertOnlyComplaint("Unknown options: '--environment', 'dev'");
    }

    @Test
    void whatIsNotTriedTogetherIsWrongUsage() {
        assertThat(synth(SourceTree.here(), "--env", "prod", "--nat", "none")).isEqualTo(2);

        assertOnlyComplaint("'env=prod engine=instance proxy=off nat=none phase1=own' is not supported: prod is tried"
                + " with nat=gateway alone: another nat is for dev.");
    }

    @Test
    void budgetThatDoesNotFitIsAFailure() throws IOException {
        assertThat(synth(TemporaryTree.in(folder), "--account-concurrency", "1000"))
                .isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .startsWith("The connections of dev do not fit: ")
                .hasLineCount(1);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void optionWithoutValueIsWrongUsage() {
        assertThat(synth(SourceTree.here(), "--env")).isEqualTo(2);

        assertOnlyComplaint("Missing required parameter for option '--env' (dev|staging|prod)");
    }

    @Test
    void unbuiltLayerIsAFailure() throws IOException {
        SourceTree tree = TemporaryTree.withoutLayer(folder);

        assertThat(synth(tree)).isEqualTo(1);

        assertOnlyComplaint("The db-layer is not built, there is no " + tree.dbLayerZip() + ": run ./barkbase build.");
    }

    private int synth(SourceTree tree, String... arguments) {
        return Synth.run(
                List.of(arguments), tree, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private void assertOnlyComplaint(String sentence) {
        assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines(sentence + "\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }
}
