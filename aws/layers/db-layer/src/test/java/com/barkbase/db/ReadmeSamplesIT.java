package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every Java sample of the README is compiled and run, and none is shown that is not. */
@Timeout(120)
class ReadmeSamplesIT {
    private static final Pattern SHOWN = Pattern.compile("^```java\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern COMPILED =
            Pattern.compile("^ *// sample\n(.*?)^ *// end$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void showsExactlyTheSamplesThatAreCompiled() throws IOException {
        List<String> compiled = found(COMPILED, Path.of("src/test/java/com/barkbase/db/ReadmeSamples.java"));

        assertThat(compiled).isNotEmpty();
        assertThat(found(SHOWN, Path.of("README.md"))).containsExactlyInAnyOrderElementsOf(compiled);
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
        KennelDatabase database = KennelDatabase.create(ReadmeSamplesIT.class);

        assertThat(JavaProcess.run(ReadmeSamples.class, database.asOwner()))
                .containsSubsequence(
                        "function: [Bella, Rex]",
                        "1 Rex",
                        "2 Bella",
                        "same: true",
                        "before: 2",
                        "values: 31true",
                        "pets: 3",
                        "3 pets");
    }
}
