package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {

    @TempDir
    private Path folder;

    @Test
    void isAnotherWhereTheContentIsAnother() throws IOException {
        Path one = TestZip.services("kennels", folder.resolve("one.zip"));
        Path same = TestZip.services("kennels", folder.resolve("same.zip"));
        Path other = TestZip.services("toys", folder.resolve("other.zip"));

        assertThat(ContentHash.of(one)).matches("[0-9a-f]{12}").isEqualTo(ContentHash.of(same));
        assertThat(ContentHash.of(other)).isNotEqualTo(ContentHash.of(one));
        assertThat(ContentHash.ofFolder(one, "db/migration/"))
                .isEqualTo(ContentHash.ofFolder(same, "db/migration/"))
                .isNotEqualTo(ContentHash.ofFolder(other, "db/migration/"));
    }

    @Test
    void emptyFolderIsRefused() throws IOException {
        Path zip = TestZip.layer("layer", folder.resolve("layer.zip"));

        assertThatThrownBy(() -> ContentHash.ofFolder(zip, "db/migration/"))
                .isInstanceOf(SynthesisException.class)
                .hasMessage("There is nothing in db/migration/ of " + zip + ": run ./barkbase build.");
    }
}
