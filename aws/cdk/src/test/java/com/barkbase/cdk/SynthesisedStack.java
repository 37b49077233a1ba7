package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** A stack as CloudFormation (the template) and the CDK CLI (the artifact) get it. */
record SynthesisedStack(CloudFormationStackArtifact artifact, JsonNode template) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SynthesisedStack of(Stack stack, CloudAssembly assembly) {
        return of(assembly.getStackArtifact(stack.getArtifactId()));
    }

    static SynthesisedStack of(CloudFormationStackArtifact artifact) {
        return new SynthesisedStack(artifact, JSON.valueToTree(artifact.getTemplate()));
    }

    String name() {
        return artifact.getStackName();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This test's expectation is not JSON: " + text, e);
        }
    }

    List<JsonNode> resources() {
        return template.path("Resources").valueStream().toList();
    }

    List<JsonNode> all(String type) {
        return resources().stream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /** The parameters that it leaves in Parameter Store, by name. */
    Map<String, JsonNode> parameters() {
        return all("AWS::SSM::Parameter").stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.path("Name").asText(), parameter -> parameter.path("Value")));
    }

    JsonNode only(String type) {
        return entry(type).getValue();
    }

    String logicalId(String type) {
        return entry(type).getKey();
    }

    private Entry<String, JsonNode> entry(String type) {
        List<Entry<String, JsonNode>> found = template.path("Resources")
                .propertyStream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .toList();
        assertThat(found).as(type).hasSize(1);
        return found.getFirst();
    }
}
