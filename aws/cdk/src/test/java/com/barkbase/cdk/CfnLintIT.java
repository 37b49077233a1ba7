package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates, read by a checker that has nothing to do with the CDK. */
class CfnLintIT {

    /** What it says of every template that the CDK makes, or wrongly, with the reason to leave it. */
    private static final Map<String, String> KNOWN = Map.of(
            "I1022", "The CDK joins texts with Fn::Join; Fn::Sub would be prettier.",
            "I2530", "SnapStart is on but for migrate, for which nobody waits.",
            "W2001", "The CDK asks for Phase 1's VPC; functions are told its subnets alone.",
            "W3005", "The CDK says in a DependsOn what a reference says already.",
            "W3691", "RDS takes the major version 17 and finds the minor; cfn-lint knows minor ones alone.");

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireCfnLint() {
        assumeTrue(Command.exists("cfn-lint"), "cfn-lint is not on the PATH: pip install cfn-lint");
    }

    @Test
    void findsNothingToSayOfAnyCombination() throws Exception {
        Map<String, Path> byContent = new TreeMap<>();
        for (Deployment deployment : Combination.SUPPORTED) {
            try (DirectoryStream<Path> templates =
                    Files.newDirectoryStream(Combination.templates(deployment), "*.template.json")) {
                for (Path template : templates) {
                    byContent.put(Files.readString(template), template);
                }
            }
        }

        assertThat(byContent.values()).extracting(Path::toString).anyMatch(path -> path.contains("DatabaseStack-prod"));
        assertThat(lint(byContent.values())).isEqualTo(new Command.Outcome(0, "", ""));
    }

    @Test
    void wouldFindMisspeltProperty() throws Exception {
        Files.writeString(folder.resolve("queue.template.json"), """
                {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySecond": 1}}}}""");

        assertThat(lint(List.of(folder.resolve("queue.template.json"))).out())
                .contains("E3002")
                .contains("DelaySecond");
    }

    private Command.Outcome lint(Collection<Path> templates) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("cfn-lint", "--include-checks", "I", "--ignore-checks"));
        command.addAll(KNOWN.keySet());
        command.add("--");
        templates.forEach(template -> command.add(template.toString()));
        return new Command(folder, folder, Map.of()).run(command.toArray(String[]::new));
    }
}
