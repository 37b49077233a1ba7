package com.barkbase.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsIT {
    @Test
    void givesPostgresNoneOfTheShellsKeys() {
        try (Programs programs = new Programs(Path.of("bin"))) {
            assertThat(programs.command("postgres", List.of()).environment().keySet())
                    .isSubsetOf("PATH", "HOME", "TMPDIR", "TZ", "LC_ALL");
        }
    }
}
