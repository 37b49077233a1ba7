package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL's types both ways, against the server's own reading of them. */
@Timeout(120)
class TypesIT {
    private static final Pattern README_ROW =
            Pattern.compile("^\\| (`.*`) \\| `(\\w+(?:\\[])?)` \\|", Pattern.MULTILINE);

    private static KennelDatabase database;
    private static Pool pool;

    @BeforeAll
    static void open() throws SQLException {
        database = KennelDatabase.create(TypesIT.class);
        pool = Pool.open(database.asOwner());
        pool.update(TypeMatrix.CREATE_MOOD);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static List<TypeMatrix.Sample> samples() {
        return TypeMatrix.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsAndSendsTheSameValue(TypeMatrix.Sample sample) {
        TypeMatrix.check(pool, sample);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "America/St_Johns", "Pacific/Apia"})
    void meansTheSameWhateverTheZoneOfTheJvm(String zone) throws IOException, InterruptedException {
        assertThat(JavaProcess.run(TypeMatrix.class, KennelDatabase.with(database.asOwner(), "TZ", zone)))
                .contains(samples().size() + " samples in " + zone);
    }

    @Test
    void showsInTheReadmeTheTypesThatAreTested() throws IOException {
        Set<String> shown = new TreeSet<>();
        Matcher row = README_ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            for (String type : row.group(1).split(", ", -1)) {
                shown.add(type.replace("`", "") + " → " + row.group(2));
            }
        }
        Set<String> tested = new TreeSet<>();
        for (TypeMatrix.Sample sample : samples()) {
            String javaType = sample.value() instanceof Enum
                    ? "Enum"
                    : sample.value().getClass().getSimpleName();
            tested.add(sample.type().replaceAll("\\(.*", "(n)").replace("mood", "enum") + " → " + javaType);
        }

        assertThat(shown).containsExactlyElementsOf(tested);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'{}'::text[]                            | []",
                "'{a,\"\",\" b\",\"NULL\",NULL,\"null\"}'::text[] | [a, ,  b, NULL, null, null]",
                "'{\"{\\\"a\\\\\\\"\",\"x,y\"}'::text[]  | [{\"a\\\", x,y]",
                "'[0:1]={1,2}'::int[]                    | [1, 2]",
            })
    void readsAnArrayWhateverItsElementsHold(String array, String expected) {
        assertThat(first("select " + array + " as v").list("v", String.class)).hasToString(expected);
    }

    @Test
    void tellsWhatIsNoListOfTheType() {
        Row row = first("select array[[1,2],[3,4]] as grid, 'Rex' as name, '{\"a\":1}'::json as json, '{\"a}' as open,"
                + " array['x'] as texts, null::int[] as nothing");

        assertThatThrownBy(() -> row.list("grid", Integer.class))
                .hasMessage("Column \"grid\" holds an array of more than one dimension, and a list has one: select"
                        + " unnest(…), or to_jsonb(…) and read String. Columns: grid, name, json, open, texts,"
                        + " nothing.");
        for (String column : List.of("name", "json", "open")) {
            assertThatThrownBy(() -> row.list(column, String.class))
                    .hasMessageStartingWith("Column \"" + column + "\" does not hold an array. Columns: ");
        }
        assertThatThrownBy(() -> row.list("texts", Integer.class))
                .hasMessageStartingWith("Column \"texts\" does not hold a Integer. Columns: ");
        assertThatThrownBy(() -> row.list("nothing", Integer.class))
                .hasMessageStartingWith("Column \"nothing\" is null and a ");
    }

    @Test
    void tellsWhichTypesThereAre() {
        String types = ", but as String, UUID, Integer, Long, Boolean, BigDecimal, Double, byte[], Instant, LocalDate,"
                + " LocalDateTime, LocalTime, OffsetTime or an enum";
        Row row = first("select interval '1 mon' as v");

        assertThatThrownBy(() -> row.get("v", Duration.class))
                .hasMessage("Column \"v\" cannot be read as java.time.Duration" + types + ": for an interval read"
                        + " String, or select extract(epoch from …) and read BigDecimal. Columns: v.");
        assertThatThrownBy(() -> row.get("v", OffsetDateTime.class))
                .hasMessageEndingWith("an enum: for a timestamptz read Instant. Columns: v.");
        assertThatThrownBy(() -> row.get("v", List.class))
                .hasMessageEndingWith("an enum: for an array there is list. Columns: v.");
        assertThatThrownBy(() -> row.get("v", int.class))
                .hasMessage("Column \"v\" cannot be read as int" + types + ". Columns: v.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'NaN'::numeric | java.math.BigDecimal | a BigDecimal but NaN: read Double or String",
                "'-Infinity'::numeric | java.math.BigDecimal | a BigDecimal but -Infinity: read Double or String",
                "'24:00'::time | java.time.LocalTime | a LocalTime but 24:00:00: read String",
                "now()::timestamp | java.time.Instant"
                        + " | a Instant, having no time zone: read LocalDateTime, or make it a timestamptz",
                "now() | java.time.LocalDateTime"
                        + " | a LocalDateTime but a moment: read Instant, or select … AT TIME ZONE",
                "now()::date | java.time.LocalDateTime | a LocalDateTime",
                "now()::date | java.time.Instant | a Instant",
                "now() | java.time.LocalDate | a LocalDate",
                "'x' | java.time.LocalDate | a LocalDate",
                "now()::time | java.time.OffsetTime | a OffsetTime",
                "2147483648 | java.lang.Integer | a Integer",
                "1 | java.lang.Boolean | a Boolean",
                "'abc' | [B | a byte[]",
                "'sad' | com.barkbase.db.TypeMatrix$Mood | a Mood",
            })
    void refusesAValueThatIsNotOfTheType(String value, Class<?> type, String what) {
        Row row = first("select " + value + " as v");

        assertThatThrownBy(() -> row.get("v", type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column \"v\" does not hold " + what + ". Columns: v.");
    }

    @Test
    void sendsMomentsWithTheirOffsetAndWithoutTheNameOfTheirZone() {
        Instant moment = Instant.parse("2026-11-23T14:48:33.123456Z");

        assertThat(echo("timestamptz", ZonedDateTime.parse("2026-11-23T20:18:33.123456+05:30[Asia/Kolkata]"))
                        .instant("v"))
                .isEqualTo(moment);
        assertThat(echo("timestamptz", OffsetDateTime.parse("2026-11-23T20:18:33.123456+05:30"))
                        .instant("v"))
                .isEqualTo(moment);
        assertThat(echo("timestamptz", OffsetDateTime.parse("-0043-03-15T12:00:00+00:00:30"))
                        .instant("v"))
                .isEqualTo("-0043-03-15T11:59:30Z");
        assertThat(echo("timestamptz", OffsetDateTime.MAX).instant("v")).isEqualTo(Instant.MAX);
        assertThat(echo("timestamptz", OffsetDateTime.MIN).instant("v")).isEqualTo(Instant.MIN);
    }

    /** PostgreSQL would round: the last moment of a day would be the next day's first, or the hour 24. */
    @Test
    void cutsTimesToMicroseconds() {
        assertThat(echo("time", LocalTime.MAX).get("v", LocalTime.class)).isEqualTo("23:59:59.999999");
        assertThat(echo("timestamp", LocalDate.EPOCH.atTime(LocalTime.MAX)).get("v", LocalDateTime.class))
                .isEqualTo("1970-01-01T23:59:59.999999");
        assertThat(echo("timestamptz", Instant.parse("1969-12-31T23:59:59.999999999Z"))
                        .instant("v"))
                .isEqualTo("1969-12-31T23:59:59.999999Z");
    }

    @Test
    void sendsDurationsAndPeriodsAsIntervals() {
        assertThat(echo("interval", Duration.ofMillis(-90_500)).string("v")).isEqualTo("-00:01:30.5");
        assertThat(echo("interval", Period.of(1, -2, 3)).string("v")).isEqualTo("10 mons 3 days");
        assertThat(first("select extract(epoch from $1::interval) as v", Duration.ofMillis(1_500))
                        .decimal("v"))
                .isEqualTo(new BigDecimal("1.500000"));
    }

    @Test
    void sendsOtherNumbersAndCharactersAsTheirText() {
        assertThat(echo("float4", Float.NEGATIVE_INFINITY).get("v", Double.class))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(echo("float4", 0.1f).get("v", Double.class)).isEqualTo(0.1);
        assertThat(echo("int2", (short) -1).integer("v")).isEqualTo(-1);
        assertThat(echo("char", 'ë').string("v")).isEqualTo("ë");
        assertThat(first("select $1::int[][] as v", List.of(List.of(1, 2), List.of(3, 4)))
                        .string("v"))
                .isEqualTo("{{1,2},{3,4}}");
    }

    @Test
    void refusesWhatHasNoTextThatPostgresWouldReadRight() {
        assertRefused("a\0b", "A value holds a NUL or half of a surrogate pair, which PostgreSQL's text cannot hold.");
        assertRefused(
                List.of("\uD83D"),
                "A value holds a NUL or half of a surrogate pair, which PostgreSQL's text" + " cannot hold.");
        assertRefused(Optional.of(1), "An Optional is no value: pass what it holds, or null.");
        assertRefused(OptionalInt.empty(), "An OptionalInt is no value: pass what it holds, or null.");
        assertRefused(Map.of("a", 1), "A Map is no value: write it as JSON text.");
        assertRefused(new int[] {1}, "An array parameter is a List, such as List.of(1, 2), not a int[].");
        String zoned = " is not sent, since its text depends on the JVM's zone: pass an Instant, a LocalDate, a"
                + " LocalDateTime or a LocalTime.";
        assertRefused(Date.from(Instant.EPOCH), "A java.util.Date" + zoned);
        assertRefused(new java.sql.Timestamp(0), "A java.sql.Timestamp" + zoned);
        assertRefused(Calendar.getInstance(), "A java.util.GregorianCalendar" + zoned);
    }

    private static void assertRefused(Object value, String message) {
        assertThatThrownBy(() -> pool.query("select $1::text", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Row echo(String type, Object value) {
        return first("select $1::" + type + " as v", value);
    }

    private static Row first(String sql, Object... parameters) {
        return pool.query(sql, parameters).first().orElseThrow();
    }
}
