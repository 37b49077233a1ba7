package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VariableNamesTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(DB_[A-Z_]+)` \\|", Pattern.MULTILINE);

    @Test
    void knowsTheVariablesOfTheReferenceAndNoOther() throws IOException {
        assertThat(ROW.matcher(Files.readString(Path.of("README.md"))).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(VariableNames.KNOWN);
    }

    @Test
    void namesTheNearestOfAnUnknownOne() {
        assertThat(VariableNames.idle(Map.of(
                        "DB_PASWORD", "x", "DB_HOSTNAME", "x", "DB_USERNAME", "x", "DB_MAX_POOL", "x", "PATH", "")))
                .containsExactly(
                        "DB_HOSTNAME is no variable of the db-layer: the nearest is DB_HOST.",
                        "DB_MAX_POOL is no variable of the db-layer: the nearest is DB_POOL_MAX.",
                        "DB_PASWORD is no variable of the db-layer: the nearest is DB_PASSWORD.",
                        "DB_USERNAME is no variable of the db-layer: the nearest is DB_USER.");
    }

    @Test
    void tellsWhatIsBlankButForThePasswordThatMayBeEmpty() {
        assertThat(VariableNames.idle(Map.of("DB_NAME", " ", "DB_PASSWORD", "", "DB_HOST", "localhost")))
                .containsExactly("DB_NAME is blank and counts as not set: set or unset it.");
    }
}
