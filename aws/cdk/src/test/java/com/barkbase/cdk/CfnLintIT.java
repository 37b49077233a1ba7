package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates, read by a checker that has nothing to do with the CDK. */
class CfnLintIT {

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireCfnLint() {
        assumeTrue(Command.exists("cfn-lint"), "cfn-lint is not on the PATH: pip install cfn-lint");
    }

    @Test
    void findsNothingToSayInAnyEnvironment() throws Exception {
        SourceTree tree = TemporaryTree.in(folder);
        for (Environment environment : Environment.values()) {
            assertThat(Synth.run(List.of("--env", environment.id()), tree, System.out, System.err))
                    .isZero();
        }

        assertThat(tree.cdkOut()).isDirectoryContaining("glob:**-prod.template.json");
        assertThat(lint(tree.cdkOut())).isEqualTo(new Command.Outcome(0, "", ""));
    }

    @Test
    void wouldFindMisspeltProperty() throws Exception {
        Files.writeString(folder.resolve("queue.template.json"), """
                {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySecond": 1}}}}""");

        assertThat(lint(folder).out()).contains("E3002").contains("DelaySecond");
    }

    private Command.Outcome lint(Path templates) throws IOException, InterruptedException {
        return new Command(folder, folder, Map.of())
                .run("cfn-lint", "--include-checks", "I", "--", templates + "/*.template.json");
    }
}
