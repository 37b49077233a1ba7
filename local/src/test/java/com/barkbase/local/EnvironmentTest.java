package com.barkbase.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    Path root;

    @Test
    void noVariableMeansTheEmbeddedDatabase() {
        assertThat(read("", Map.of("PATH", "/bin")).database()).isEmpty();
    }

    @Test
    void poolSettingsAloneNameNoDatabase() {
        assertThat(read("DB_POOL_MAX=5", Map.of()).database()).isEmpty();
    }

    @Test
    void shellWinsOverTheFile() {
        Environment environment = read("DB_HOST=from-file\nDB_NAME=from-file\n", Map.of("DB_HOST", "from-shell"));
        assertThat(environment.database().orElseThrow().variables())
                .containsExactlyInAnyOrderEntriesOf(Map.of("DB_HOST", "from-shell", "DB_NAME", "from-file"));
    }

    @Test
    void whatIsNotSetHasTheSpecificationsDefault() {
        assertThat(read("DB_PASSWORD=x", Map.of()).database().orElseThrow())
                .hasToString("postgres@localhost:5432/barkbase");
    }

    @Test
    void fileMayHaveCommentsQuotesAndExports() {
        Environment environment = read("""
                # a comment

                export DB_HOST = db.example # where
                DB_USER='o#ne'
                DB_PASSWORD="se cret=#1"
                DB_NAME=
                """, Map.of());
        assertThat(environment.variables())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("DB_HOST", "db.example", "DB_USER", "o#ne", "DB_PASSWORD", "se cret=#1", "DB_NAME", ""));
    }

    @Test
    void lineThatIsNoAssignmentIsToldByItsNumberAndNotShown() {
        assertThatThrownBy(() -> read("DB_HOST=x\nhunter2", Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessage(root.resolve(".env") + ":2 is not of the form NAME=value; write # before a comment.");
    }

    @Test
    void blankSecretNameIsAMistakeToo() {
        assertThatThrownBy(() -> read("DB_SECRET_NAME=", Map.of()).database())
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("DB_SECRET_NAME is set (\"\")");
    }

    private Environment read(String file, Map<String, String> shell) {
        try {
            Path path = Files.writeString(root.resolve(".env"), file);
            return Environment.read(path, shell);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
