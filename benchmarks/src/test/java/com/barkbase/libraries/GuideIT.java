package com.barkbase.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.bench.Target;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every sample of the guide is compiled and run, and none is shown that is not. */
@Timeout(120)
class GuideIT {
    private static final Pattern SHOWN = Pattern.compile("^```java\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern COMPILED =
            Pattern.compile("^ *// sample\n(.*?)^ *// end$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void showsExactlyTheSamplesThatAreCompiled() throws IOException {
        List<String> compiled = found(COMPILED, Path.of("src/test/java/com/barkbase/libraries/GuideSamples.java"));

        assertThat(compiled).isNotEmpty();
        assertThat(found(SHOWN, Path.of("../docs/db-layer.md"))).containsExactlyInAnyOrderElementsOf(compiled);
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            found.add(matcher.group(1).stripTrailing().stripIndent());
        }
        return found;
    }

    @Test
    void runsThem() throws Exception {
        UUID tenant;
        try (Pool owner = Kennels.owner()) {
            tenant = Kennels.open(owner);
            owner.update("INSERT INTO \"Owner\" (\"tenantId\", \"name\") VALUES ($1, 'Ada'), ($1, 'Grace')", tenant);
        }
        assertThat(samples(tenant))
                .contains(" Ada\n", " Grace\n")
                .containsSubsequence(
                        "connected in ",
                        "known: 2",
                        "owners: 2",
                        "changed: 1",
                        "mine: 3",
                        "in time: 3",
                        "renamed: 1",
                        "letters: 21",
                        "inserted: 2",
                        "23502, again? false",
                        "round trips: 1",
                        "copied: 2",
                        "dogs: 1",
                        "names: 7",
                        "by Spring: 7");
    }

    private static String samples(UUID tenant) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GuideSamples.class.getName(),
                tenant.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("DB_") || name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "DB_HOST", Target.HOST,
                        "DB_PORT", Integer.toString(Kennels.port()),
                        "DB_NAME", Target.DATABASE,
                        "DB_USER", Target.USER,
                        "DB_PASSWORD", Target.PASSWORD));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
