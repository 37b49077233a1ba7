package com.barkbase.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The zip that is deployed as the functions' code, as the build has just made it. */
class ServicesZipIT {
    private static final Path ZIP = Path.of("target/services.zip");
    private static final long LIMIT_BYTES = 6_000_000;

    private static final List<ZipEntry> ENTRIES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = Files.newInputStream(ZIP);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ENTRIES.add(entry);
            }
        }
    }

    @Test
    void holdsTheHandlersOfAllRoutesAndTheMigrations() {
        assertThat(names()).contains("db/migration/V1__tenants_owners_pets.sql");
        assertThat(Routes.ALL)
                .isNotEmpty()
                .allSatisfy(route ->
                        assertThat(names()).contains(route.handler().getName().replace('.', '/') + ".class"));
    }

    /** Lambda loads a function's own classes before the layer's, so that these would win in silence. */
    @Test
    void holdsNothingOfTheLayer() {
        assertThat(names()).noneMatch(name -> name.startsWith("com/barkbase/db/"));
        assertThat(names())
                .filteredOn(name -> name.startsWith("lib/"))
                .noneMatch(name -> name.matches("lib/(db-layer|postgresql|slf4j|junit|embedded).*"));
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(LIMIT_BYTES);
    }

    @Test
    void tellsNothingOfTheTimeOfItsBuild() {
        LocalDateTime fixed = LocalDateTime.ofInstant(
                Instant.parse(System.getProperty("project.build.outputTimestamp")), ZoneOffset.UTC);
        assertThat(ENTRIES)
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(fixed));
    }

    private static List<String> names() {
        return ENTRIES.stream().map(ZipEntry::getName).toList();
    }
}
