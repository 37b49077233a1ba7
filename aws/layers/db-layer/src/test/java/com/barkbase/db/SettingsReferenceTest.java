package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's settings and the code's are the same. */
class SettingsReferenceTest {
    private static final Path CLASSES = Path.of("target/classes/com/barkbase/db");
    private static final Path SOURCES = Path.of("src/main/java/com/barkbase/db");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
    private static final Pattern ROW = Pattern.compile("^\\| `(" + VARIABLE + ")` \\|(.*)\\|$", Pattern.MULTILINE);

    @Test
    void hasARowForEachVariableThatTheCodeReadsAndNoOther() throws IOException {
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(variablesInTheCode());
    }

    /** A variable's name is a constant of some class: a string, which the constants of an enum are, too. */
    private static Set<String> variablesInTheCode() throws IOException {
        Set<String> variables = new TreeSet<>();
        try (Stream<Path> classes = Files.list(CLASSES)) {
            for (Path file :
                    classes.filter(each -> each.toString().endsWith(".class")).toList()) {
                variables.addAll(strings(file));
                variables.removeAll(enumConstants(file));
            }
        }
        variables.removeIf(each -> !VARIABLE.matcher(each).matches());
        variables.remove("DRIVER_VERSION"); // a field of the driver's, by which DriverVersion reads it
        variables.remove("SQL_ASCII"); // PostgreSQL's word for no encoding
        return variables;
    }

    private static List<String> enumConstants(Path file) {
        String name = file.getFileName().toString().replace(".class", "");
        try {
            Object[] constants = Class.forName("com.barkbase.db." + name).getEnumConstants();
            return constants == null
                    ? List.of()
                    : Stream.of(constants).map(each -> ((Enum<?>) each).name()).toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The CONSTANT_String entries of a class file's pool (JVM specification, 4.4). */
    private static Set<String> strings(Path file) throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        List<Integer> strings = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, in.readUTF());
                    case 8 -> strings.add(in.readUnsignedShort());
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // longs and doubles take two places
                    }
                    default -> throw new IOException("constant with tag " + tag + " in " + file);
                }
            }
        }
        return new TreeSet<>(strings.stream().map(texts::get).toList());
    }

    @Test
    void readsTheEnvironmentInOnePlace() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            assertThat(sources.filter(SettingsReferenceTest::asksTheEnvironment))
                    .extracting(each -> each.getFileName().toString())
                    .containsExactly("Db.java");
        }
    }

    private static boolean asksTheEnvironment(Path source) {
        try {
            return Files.readString(source).contains("getenv");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void statesTheDefaultsThatCount() throws IOException {
        Settings settings = Settings.from(Map.of());
        Login login = settings.login();
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("DB_HOST", login.host());
        defaults.put("DB_PORT", login.port());
        defaults.put("DB_NAME", login.database());
        defaults.put("DB_USER", login.user());
        defaults.put("DB_POOL_MAX", settings.poolMax());
        defaults.put("DB_IDLE_TIMEOUT", settings.idleTimeoutMillis());
        defaults.put("DB_CONNECTION_TIMEOUT", settings.connectionTimeoutMillis());
        defaults.put("DB_STATEMENT_TIMEOUT", settings.statementTimeoutMillis());
        defaults.put("DB_TENANT_ROLE", settings.tenantRole());
        defaults.put("BARKBASE_ENV", settings.environment());

        Map<String, List<String>> rows = rows();
        defaults.forEach(
                (name, value) -> assertThat(rows.get(name)).as(name).element(2).isEqualTo("`" + value + "`"));
    }

    @Test
    void statesTheLowestValuesThatAreTaken() throws IOException {
        Map<String, String> lowest = new HashMap<>();
        rows().forEach((name, cells) -> {
            Matcher number = Pattern.compile("at least (\\d+)").matcher(cells.get(3));
            if (number.lookingAt()) {
                lowest.put(name, number.group(1));
            }
        });

        assertThat(lowest)
                .containsOnlyKeys(
                        "DB_POOL_MAX",
                        "DB_IDLE_TIMEOUT",
                        "DB_CONNECTION_TIMEOUT",
                        "DB_STATEMENT_TIMEOUT",
                        "AWS_LAMBDA_MAX_CONCURRENCY");
        assertThat(Settings.from(lowest).poolMax()).isEqualTo(1);
        lowest.forEach((name, value) -> assertThatThrownBy(
                        () -> Settings.from(Map.of(name, Integer.toString(Integer.parseInt(value) - 1))))
                .hasMessageEndingWith(": a whole number, at least " + value + "."));
    }

    /** Variable → its row's cells: what it controls, unit, default, allowed, prefer. */
    private static Map<String, List<String>> rows() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            List<String> cells =
                    Stream.of(row.group(2).split("\\|", -1)).map(String::strip).toList();
            assertThat(cells).as(row.group(1)).hasSize(5);
            assertThat(rows.put(row.group(1), cells))
                    .as("a second row for " + row.group(1))
                    .isNull();
        }
        return rows;
    }
}
