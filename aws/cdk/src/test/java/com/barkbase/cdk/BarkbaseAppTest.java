package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;

class BarkbaseAppTest {

    @Test
    void describesDevUnlessTheContextSaysOtherwise() {
        assertThat(BarkbaseApp.deployment(appWith(Map.of()))).isEqualTo(Deployment.of(Environment.DEV));
        assertThat(BarkbaseApp.deployment(appWith(Map.of("env", "prod", "engine", "aurora", "proxy", "on"))))
                .isEqualTo(Deployment.of(Environment.PROD)
                        .withEngine(Engine.AURORA)
                        .withProxy(true));
    }

    @Test
    void unknownEnvironmentInTheContextIsRefused() {
        App app = appWith(Map.of("env", "qa"));

        assertThatThrownBy(() -> BarkbaseApp.deployment(app))
                .isInstanceOf(SynthesisException.class)
                .hasMessage("There is no environment 'qa': env is one of dev, staging, prod.");
    }

    @Test
    void hasTheStacksOfOneEnvironment(@TempDir Path folder) throws IOException {
        App app = appWith(Map.of());

        BarkbaseApp.addStacks(app, Deployment.of(Environment.STAGING), TemporaryTree.in(folder));

        assertThat(app.getNode().getChildren())
                .extracting(child -> child.getNode().getId())
                .containsExactly(
                        "Barkbase-SharedResourcesStack-staging",
                        "Barkbase-NetworkStack-staging",
                        "Barkbase-DatabaseStack-staging",
                        "Barkbase-ServicesStack-staging");
    }

    @Test
    void templateThatCloudFormationWouldRefuseIsNotSynthesised() {
        App app = appWith(SourceTree.here().context());
        CfnResource.Builder.create(new Stack(app, "Misspelt"), "Queue")
                .type("AWS::SQS::Queue")
                .properties(Map.of("DelaySecond", 1))
                .build();

        assertThatThrownBy(() -> BarkbaseApp.synthesise(app))
                .isInstanceOf(SynthesisException.class)
                .hasMessage("A template has errors: mend what the validation report names.");
    }

    private static App appWith(Map<String, Object> context) {
        return App.Builder.create().context(context).build();
    }
}
