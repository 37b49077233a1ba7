package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;
import java.util.function.Predicate;
import software.amazon.awscdk.App;

/** What CloudFormation gets of a {@link ServicesStack}, found by what it is about. */
record ServicesTemplate(JsonNode template) {

    static ServicesTemplate of(Deployment deployment) {
        return new ServicesTemplate(Combination.of(deployment).stack("Services").template());
    }

    /** Of an app that has nothing but this stack, on zips that hold these words. */
    static ServicesTemplate of(Deployment deployment, String layer, String migration) throws IOException {
        Path folder = Files.createTempDirectory("services");
        try {
            SourceTree tree = TemporaryTree.in(folder);
            TestZip.layer(layer, tree.dbLayerZip());
            TestZip.services(migration, tree.servicesZip());
            App app = App.Builder.create().context(tree.context()).build();
            ServicesStack stack = new ServicesStack(app, deployment, tree);
            return new ServicesTemplate(SynthesisedStack.of(stack, app.synth()).template());
        } finally {
            TemporaryTree.delete(folder);
        }
    }

    List<Entry<String, JsonNode>> all(String type) {
        return template.path("Resources")
                .propertyStream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .toList();
    }

    List<JsonNode> properties(String type) {
        return all(type).stream()
                .map(resource -> resource.getValue().path("Properties"))
                .toList();
    }

    Entry<String, JsonNode> only(String type, Predicate<JsonNode> ofProperties) {
        List<Entry<String, JsonNode>> found = all(type).stream()
                .filter(resource -> ofProperties.test(resource.getValue().path("Properties")))
                .toList();
        assertThat(found).as(type).hasSize(1);
        return found.getFirst();
    }

    /** The function that is named so after the environment. */
    Entry<String, JsonNode> function(String id) {
        return only(
                "AWS::Lambda::Function",
                function -> function.path("FunctionName").asText().matches("barkbase-(dev|staging|prod)-" + id));
    }

    Entry<String, JsonNode> ofFunction(String type, String id) {
        String function = function(id).getKey();
        return only(type, resource -> resource.at("/FunctionName/Ref").asText().equals(function));
    }

    /** What the role of a function may do, and what it may not. */
    List<JsonNode> statements(String id) {
        String role =
                function(id).getValue().at("/Properties/Role/Fn::GetAtt/0").asText();
        return only(
                        "AWS::IAM::Policy",
                        policy -> policy.at("/Roles/0/Ref").asText().equals(role))
                .getValue()
                .at("/Properties/PolicyDocument/Statement")
                .valueStream()
                .toList();
    }

    JsonNode alarm(String name) {
        return only(
                        "AWS::CloudWatch::Alarm",
                        alarm -> alarm.path("AlarmName").asText().equals(name))
                .getValue()
                .path("Properties");
    }

    /** The parameter of Parameter Store that a reference reads at each deploy. */
    String parameter(JsonNode reference) {
        return template.path("Parameters")
                .path(reference.path("Ref").asText())
                .path("Default")
                .asText();
    }
}
