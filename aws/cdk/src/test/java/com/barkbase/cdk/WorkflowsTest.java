package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub runs: no stored key, no more rights than needed, one deployment of an environment at a time. */
class WorkflowsTest {
    private static final Path FOLDER =
            SourceTree.here().module().resolve("../../.github/workflows").normalize();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void thereIsOneToCheckAndOneToDeploy() {
        assertThat(FOLDER.toFile().list()).containsExactlyInAnyOrder("check.yml", "deploy.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check.yml", "deploy.yml"})
    void hasNoStoredKeyAndNoRightsBeyondReadingAndItsOwnToken(String file) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(file)))
                .doesNotContain("secrets.", "aws-access-key-id", "pull_request_target", "@main", "@master");
        JsonNode workflow = workflow(file);
        assertThat(workflow.path("permissions")).isEmpty();
        assertThat(workflow.path("jobs")).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").asInt()).isPositive();
            assertThat(job.at("/permissions/contents").asText()).isEqualTo("read");
            assertThat(job.path("permissions").propertyStream().map(Object::toString))
                    .isSubsetOf("contents=\"read\"", "id-token=\"write\"");
        });
    }

    /** A token that nothing is exchanged for would be a right too many. */
    @ParameterizedTest
    @ValueSource(strings = {"check.yml", "deploy.yml"})
    void onlyJobsThatSignInAtAwsMayAskForToken(String file) throws IOException {
        assertThat(workflow(file).path("jobs")).allSatisfy(job -> {
            boolean signsIn = job.path("steps").findValuesAsText("uses").stream()
                    .anyMatch(action -> action.startsWith("aws-actions/configure-aws-credentials@"));
            assertThat(job.path("permissions").has("id-token")).isEqualTo(signsIn);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"check.yml", "deploy.yml"})
    void actionsAreOfWhoMadeThePlatformAndHaveVersion(String file) throws IOException {
        assertThat(workflow(file).findValuesAsText("uses"))
                .isNotEmpty()
                .allSatisfy(
                        action -> assertThat(action).matches("(actions|aws-actions)/[a-z-]+@(v[0-9]+|[0-9a-f]{40})"));
    }

    /** What someone typed is never part of a script's text. */
    @ParameterizedTest
    @ValueSource(strings = {"check.yml", "deploy.yml"})
    void scriptsContainNoInput(String file) throws IOException {
        assertThat(workflow(file).findValuesAsText("run"))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(script).doesNotContain("inputs.", "github."));
    }

    @Test
    void deploysByHandOneEnvironmentAtTimeBehindItsGate() throws IOException {
        JsonNode deploy = workflow("deploy.yml");

        assertThat(deploy.path("on").fieldNames()).toIterable().containsExactly("workflow_dispatch");
        assertThat(deploy.at("/on/workflow_dispatch/inputs/environment/options")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(List.of(Environment.values()).stream()
                        .map(Environment::id)
                        .toList());
        assertThat(deploy.at("/concurrency/group").asText()).isEqualTo("deploy-${{ inputs.environment }}");
        assertThat(deploy.at("/concurrency/cancel-in-progress").asBoolean(true)).isFalse();
        assertThat(deploy.at("/jobs/deploy/environment").asText()).isEqualTo("${{ inputs.environment }}");
    }

    private static JsonNode workflow(String file) throws IOException {
        return YAML.readTree(FOLDER.resolve(file).toFile());
    }
}
