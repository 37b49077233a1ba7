package com.barkbase.cdk;

import static com.barkbase.cdk.SynthesisedStack.json;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** What is deployed for each environment, read from one synthesis that knows no account and no region. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedResourcesStackTest {
    private static final String LAYER = "AWS::Lambda::LayerVersion";
    private static final String PARAMETER = "AWS::SSM::Parameter";

    /** CloudFormation has no tags for these. */
    private static final List<String> UNTAGGABLE = List.of(LAYER);

    private final Map<Environment, SynthesisedStack> stacks = new EnumMap<>(Environment.class);

    @BeforeAll
    void synthesise(@TempDir Path folder) throws IOException {
        App app = App.Builder.create().context(SourceTree.here().context()).build();
        Path zip = TestZip.layer("layer", folder.resolve("db-layer.zip"));
        Map<Environment, Stack> described = new EnumMap<>(Environment.class);
        for (Environment environment : Environment.values()) {
            described.put(environment, new SharedResourcesStack(app, environment, zip));
        }
        CloudAssembly assembly = app.synth();
        described.forEach((environment, stack) -> stacks.put(environment, SynthesisedStack.of(stack, assembly)));
    }

    @ParameterizedTest
    @EnumSource
    void isNamedAfterItsEnvironment(Environment environment) {
        String id = "Barkbase-SharedResourcesStack-" + environment.id();

        assertThat(artifact(environment).getId()).isEqualTo(id);
        assertThat(artifact(environment).getStackName()).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    void hasOneLayerForTheJavasAndArchitecturesOfLambda(Environment environment) {
        JsonNode layer = stack(environment).only(LAYER).path("Properties");

        assertThat(layer.path("LayerName").asText()).isEqualTo("barkbase-" + environment.id() + "-db-layer");
        assertThat(layer.path("CompatibleRuntimes")).isEqualTo(json("""
                ["java17", "java21", "java25"]"""));
        assertThat(layer.path("CompatibleArchitectures")).isEqualTo(json("""
                ["arm64", "x86_64"]"""));
    }

    @ParameterizedTest
    @EnumSource
    void keepsOldLayerVersionsWhenReplacedAndWhenDeleted(Environment environment) {
        JsonNode layer = stack(environment).only(LAYER);

        assertThat(layer.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(layer.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }

    @ParameterizedTest
    @EnumSource
    void exportsTheLayersArnAndNothingElse(Environment environment) {
        assertThat(stack(environment).template().path("Outputs"))
                .isEqualTo(json("""
                {
                  "DbLayerArn": {
                    "Description": "ARN of the database Lambda layer",
                    "Value": {"Ref": "%s"},
                    "Export": {"Name": "Barkbase-SharedResourcesStack-%s-DbLayerArn"}
                  }
                }""".formatted(stack(environment).logicalId(LAYER), environment.id())));
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheLayersArnInParameterStoreForFunctionsToRead(Environment environment) {
        JsonNode parameter = stack(environment).only(PARAMETER).path("Properties");

        assertThat(parameter.path("Name").asText()).isEqualTo("/barkbase/" + environment.id() + "/layers/db-layer-arn");
        assertThat(parameter.path("Type").asText()).isEqualTo("String");
        assertThat(parameter.path("Value").path("Ref").asText())
                .isEqualTo(stack(environment).logicalId(LAYER));
    }

    @ParameterizedTest
    @EnumSource
    void hasNoOtherResource(Environment environment) {
        assertThat(stack(environment).resources())
                .extracting(resource -> resource.path("Type").asText())
                .containsExactlyInAnyOrder(LAYER, PARAMETER);
    }

    @ParameterizedTest
    @EnumSource
    void tagsTheStackAndEverythingThatCanBeTagged(Environment environment) {
        assertThat(artifact(environment).getTags())
                .isEqualTo(Map.of("Project", "BarkBase", "Environment", environment.id(), "ManagedBy", "CDK"));
        assertThat(stack(environment).resources())
                .filteredOn(
                        resource -> !UNTAGGABLE.contains(resource.path("Type").asText()))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(resource.path("Properties").path("Tags"))
                        .isEqualTo(json("""
                        {"Project": "BarkBase", "Environment": "%s", "ManagedBy": "CDK"}
                        """.formatted(environment.id()))));
    }

    @ParameterizedTest
    @EnumSource
    void needsNoOtherStack(Environment environment) {
        assertThat(artifact(environment).getDependencies())
                .noneMatch(dependency -> CloudFormationStackArtifact.isCloudFormationStackArtifact(dependency));
        assertThat(stack(environment).template().toString()).doesNotContain("Fn::ImportValue");
    }

    @ParameterizedTest
    @EnumSource
    void isDeployedThroughItsOwnBootstrapQualifier(Environment environment) {
        assertThat(artifact(environment).getBootstrapStackVersionSsmParameter())
                .isEqualTo("/cdk-bootstrap/barkbase01/version");
        assertThat(artifact(environment).getAssumeRoleArn()).contains("role/cdk-barkbase01-deploy-role-");
        assertThat(stack(environment).only(LAYER).at("/Properties/Content/S3Bucket"))
                .isEqualTo(json("""
                        {"Fn::Sub": "cdk-barkbase01-assets-${AWS::AccountId}-us-east-2"}"""));
    }

    @ParameterizedTest
    @EnumSource
    void needsNeitherAccountNorRegionToBeSynthesised(Environment environment) {
        assertThat(artifact(environment).getManifest().getEnvironment()).isEqualTo("aws://unknown-account/us-east-2");
    }

    @ParameterizedTest
    @EnumSource
    void onlyProductionIsProtectedFromDeletion(Environment environment) {
        assertThat(artifact(environment).getTerminationProtection()).isEqualTo(environment == Environment.PROD);
    }

    private SynthesisedStack stack(Environment environment) {
        return requireNonNull(stacks.get(environment));
    }

    private CloudFormationStackArtifact artifact(Environment environment) {
        return stack(environment).artifact();
    }
}
