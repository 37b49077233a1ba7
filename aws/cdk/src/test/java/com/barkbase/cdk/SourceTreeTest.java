package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    @Test
    void isFoundFromItsClassesWhereverItIsStarted() {
        assertThat(SourceTree.here().module()).endsWith(Path.of("aws", "cdk")).isDirectoryContaining("glob:**cdk.json");
        assertThat(SourceTree.here().dbLayerZip()).endsWith(Path.of("aws/layers/db-layer/target/db-layer.zip"));
    }

    @Test
    void contextOfCdkJsonHoldsTheQualifier() {
        assertThat(SourceTree.here().context()).containsEntry("@aws-cdk/core:bootstrapQualifier", "barkbase01");
    }

    @Test
    void unreadableCdkJsonIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cdk.json"), "{ context");

        assertThatThrownBy(() -> new SourceTree(folder).context())
                .isInstanceOf(SynthesisException.class)
                .hasMessageStartingWith("The CDK's settings could not be read from " + file + ": ");
    }
}
