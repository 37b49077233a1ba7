package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** The zip that is published as the layer, as the build has just made it. */
class LayerZipIT {
    private static final Path ZIP = Path.of("target/db-layer.zip");
    private static final String LIBRARY = "java/lib/db-layer.jar";
    private static final String DRIVER = "java/lib/postgresql.jar";
    private static final long LIMIT_BYTES = 1_500_000;
    private static final short JAVA_17 = 61;
    private static final int MAJOR_VERSION_OFFSET = 6;

    private record Entry(String name, LocalDateTime time, ByteBuffer content) {}

    @Test
    void holdsTheLibraryAndTheDriverAndNothingElse() throws IOException {
        assertThat(zip()).extracting(Entry::name).containsExactlyInAnyOrder("java/", "java/lib/", LIBRARY, DRIVER);
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(LIMIT_BYTES);
    }

    /** No AWS SDK, no pool and no logging library: a function's own would fight with them. */
    @Test
    void holdsNoClassOfAnyOtherLibrary() throws IOException {
        assertThat(classes(LIBRARY))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith("com/barkbase/db/"));
        assertThat(classes(DRIVER))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).matches("(META-INF/versions/\\d+/)?org/postgresql/.+"));
    }

    @Test
    void runsOnJava17() throws IOException {
        assertThat(jar(LIBRARY))
                .filteredOn(entry -> entry.name().endsWith(".class"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.content().getShort(MAJOR_VERSION_OFFSET))
                        .as(entry.name())
                        .isLessThanOrEqualTo(JAVA_17));
    }

    @Test
    void tellsNothingOfTheTimeOfItsBuild() throws IOException {
        LocalDateTime fixed = LocalDateTime.ofInstant(
                Instant.parse(System.getProperty("project.build.outputTimestamp")), ZoneOffset.UTC);
        assertThat(Stream.concat(zip().stream(), jar(LIBRARY).stream()))
                .allSatisfy(entry -> assertThat(entry.time()).as(entry.name()).isEqualTo(fixed));
    }

    @Test
    @EnabledForJreRange(minVersion = 25, disabledReason = "the build itself needs JDK 25")
    void isTheSameWhereverItIsBuilt(@TempDir Path elsewhere) throws IOException, InterruptedException {
        Path again = LayerBuild.in(elsewhere);
        assertThat(Files.mismatch(ZIP, again))
                .as("where the two builds differ first")
                .isEqualTo(-1);
    }

    private static List<String> classes(String jar) throws IOException {
        return jar(jar).stream()
                .map(Entry::name)
                .filter(name -> name.endsWith(".class"))
                .toList();
    }

    private static List<Entry> zip() throws IOException {
        try (InputStream file = Files.newInputStream(ZIP)) {
            return entries(file);
        }
    }

    private static List<Entry> jar(String name) throws IOException {
        Entry jar = zip().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
        return entries(new ByteArrayInputStream(jar.content().array()));
    }

    private static List<Entry> entries(InputStream bytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(new Entry(entry.getName(), entry.getTimeLocal(), ByteBuffer.wrap(zip.readAllBytes())));
            }
        }
        return entries;
    }
}
