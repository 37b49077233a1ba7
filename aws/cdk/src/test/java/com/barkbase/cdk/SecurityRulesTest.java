package com.barkbase.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.s3.Bucket;

/** AWS's rules for secure solutions, as cdk-nag checks them, on every stack of the app. */
class SecurityRulesTest {
    // Without the context of cdk.json: under it an annotation would end the synthesis before it could be looked at.
    private final App app = new App();

    @ParameterizedTest
    @EnumSource
    void noStackBreaksOne(Environment environment, @TempDir Path folder) throws IOException {
        BarkbaseApp.addStacks(app, Deployment.of(environment), TemporaryTree.in(folder));

        for (Annotations found : check()) {
            found.hasNoError("*", Match.anyValue());
            found.hasNoWarning("*", Match.anyValue());
        }
    }

    @Test
    void brokenOneIsFound() {
        new Bucket(new Stack(app, "Careless"), "Open");

        check().getFirst().hasError("*", Match.stringLikeRegexp("AwsSolutions-S1: .*"));
    }

    private List<Annotations> check() {
        Aspects.of(app).add(new AwsSolutionsChecks());
        return app.getNode().getChildren().stream()
                .filter(Stack.class::isInstance)
                .map(stack -> Annotations.fromStack((Stack) stack))
                .toList();
    }
}
