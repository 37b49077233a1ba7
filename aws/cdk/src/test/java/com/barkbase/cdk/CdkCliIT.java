package com.barkbase.cdk;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pinned CDK CLI on our app, as someone without an AWS account runs it. The app is started by Java alone, because
 * the launcher that {@code cdk.json} names would build what these tests are part of.
 */
class CdkCliIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MODULE = SourceTree.here().module();
    private static final String STACK = "Barkbase-SharedResourcesStack-dev";

    @TempDir
    private Path folder;

    @BeforeAll
    static void installPinnedCli(@TempDir Path scratch) throws Exception {
        assumeTrue(Command.exists("npx"), "npx is not on the PATH: install Node.js 20 or newer");
        if (Files.notExists(MODULE.resolve("node_modules/.bin/cdk"))) {
            Command.Outcome installed = new Command(MODULE, scratch, Map.of()).run("npm", "ci");
            assumeTrue(!isOffline(installed), "npm could not reach its registry: " + installed.err());
            assertThat(installed.exitCode()).as(installed.err()).isZero();
        }
    }

    private static boolean isOffline(Command.Outcome npm) {
        return Stream.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT").anyMatch(npm.err()::contains);
    }

    @Test
    void isThePinnedVersion() throws Exception {
        String pinned = JSON.readTree(MODULE.resolve("package.json").toFile())
                .at("/devDependencies/aws-cdk")
                .asText();

        assertThat(cdk(Stream.of("--version")).out()).startsWith(pinned + " ");
    }

    @Test
    void listsTheStacksWithoutAnAccount() throws Exception {
        assertThat(cdkOnApp("ls").out().lines())
                .contains(STACK, "Barkbase-NetworkStack-dev", "Barkbase-DatabaseStack-dev")
                .contains("Barkbase-ServicesStack-dev");
    }

    @Test
    void makesTheSameTemplateAsOurOwnSynth() throws Exception {
        Command.Outcome synth = cdkOnApp("synth", STACK, "--quiet");
        SourceTree tree = TemporaryTree.in(folder.resolve("tree"));
        Files.copy(SourceTree.here().dbLayerZip(), tree.dbLayerZip(), REPLACE_EXISTING);
        Files.copy(SourceTree.here().servicesZip(), tree.servicesZip(), REPLACE_EXISTING);
        assertThat(Synth.run(List.of("--env", "dev"), tree, System.out, System.err))
                .isZero();

        assertThat(synth.exitCode()).as(synth.err()).isZero();
        assertThat(template(folder.resolve("cdk.out"))).isEqualTo(template(tree.cdkOut()));
    }

    @Test
    void unknownEnvironmentIsToldInOneSentence() throws Exception {
        Command.Outcome ls = cdkOnApp("ls", "--context", "env=qa");

        assertThat(ls.exitCode()).isEqualTo(1);
        assertThat(ls.err())
                .startsWith("There is no environment 'qa': env is one of dev, staging, prod.")
                .doesNotContain("\tat ");
    }

    private Command.Outcome cdkOnApp(String... words) throws IOException, InterruptedException {
        Path arguments = Files.writeString(folder.resolve("java-arguments"), """
                -cp "%s"
                %s
                """.formatted(
                        System.getProperty("java.class.path"), BarkbaseApp.class.getName()));
        String app = "java \"@" + arguments + "\"";
        Path out = folder.resolve("cdk.out");
        return cdk(Stream.concat(Stream.of(words), Stream.of("--app", app, "--output", out.toString())));
    }

    private Command.Outcome cdk(Stream<String> words) throws IOException, InterruptedException {
        Stream<String> command = Stream.concat(Stream.of("npx", "cdk", "--no-notices"), words);
        return new Command(MODULE, folder, nobody()).run(command.toArray(String[]::new));
    }

    /** The variables of someone who has no account, on a machine that should not ask the network for one. */
    private Map<String, String> nobody() {
        return Map.of(
                "HOME", folder.toString(),
                "PATH", System.getProperty("java.home") + "/bin" + File.pathSeparator + System.getenv("PATH"),
                "AWS_REGION", "us-east-2",
                "AWS_EC2_METADATA_DISABLED", "true",
                "NPM_CONFIG_UPDATE_NOTIFIER", "false");
    }

    /** The CLI adds the paths of constructs and assets, as metadata; nothing else may differ. */
    private static JsonNode template(Path assembly) throws IOException {
        JsonNode template =
                JSON.readTree(assembly.resolve(STACK + ".template.json").toFile());
        template.path("Resources").forEach(resource -> ((ObjectNode) resource).remove("Metadata"));
        return template;
    }
}
