package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map.Entry;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** A stack as CloudFormation (the template) and the CDK CLI (the artifact) get it. */
record SynthesisedStack(CloudFormationStackArtifact artifact, JsonNode template) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SynthesisedStack of(Stack stack, CloudAssembly assembly) {
        CloudFormationStackArtifact artifact = assembly.getStackArtifact(stack.getArtifactId());
        return new SynthesisedStack(artifact, JSON.valueToTree(artifact.getTemplate()));
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
