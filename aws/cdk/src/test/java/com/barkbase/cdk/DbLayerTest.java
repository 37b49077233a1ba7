package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

class DbLayerTest {
    private final App app = new App();

    @TempDir
    private Path folder;

    @Test
    void changedZipMakesNewVersionAndTheSameZipDoesNot() throws IOException {
        Stack first = stackWith("First", TestZip.layer("one", folder.resolve("first.zip")));
        Stack again = stackWith("Again", TestZip.layer("one", folder.resolve("again.zip")));
        Stack changed = stackWith("Changed", TestZip.layer("two", folder.resolve("changed.zip")));
        CloudAssembly assembly = app.synth();

        assertThat(content(again, assembly)).isEqualTo(content(first, assembly));
        assertThat(content(changed, assembly)).isNotEqualTo(content(first, assembly));
    }

    @Test
    void missingZipIsToldWithThePlaceAndTheCommandThatMakesIt() {
        Path missing = folder.resolve("db-layer.zip");

        assertThatThrownBy(() -> stackWith("Missing", missing))
                .isInstanceOf(SynthesisException.class)
                .hasMessage("The db-layer is not built, there is no " + missing + ": run ./barkbase build.");
    }

    private Stack stackWith(String id, Path zip) {
        Stack stack = new Stack(app, id);
        new DbLayer(stack, "DbLayer", Environment.DEV, zip);
        return stack;
    }

    /** CloudFormation makes a new version of the layer when this differs. */
    private static String content(Stack stack, CloudAssembly assembly) {
        JsonNode layer = SynthesisedStack.of(stack, assembly).only("AWS::Lambda::LayerVersion");
        String key = layer.at("/Properties/Content/S3Key").asText();
        assertThat(key).endsWith(".zip");
        return key;
    }
}
