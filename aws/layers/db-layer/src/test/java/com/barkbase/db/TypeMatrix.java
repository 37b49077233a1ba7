package com.barkbase.db;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * PostgreSQL's types and the Java values that are the same. As a main class it checks them all in a JVM of its own,
 * whose zone its environment says.
 */
final class TypeMatrix {
    enum Mood {
        calm,
        PLAYFUL
    }

    static final String CREATE_MOOD = "create type mood as enum ('calm', 'PLAYFUL')";

    static final String EVERY_KIND_OF_CHARACTER = "Zoë e\u0301 'q' \"d\" \\ \\n $1 ? {a,b} NULL %\t\r\n\u0001\u007f"
            + " \u4e2d\u05d0\u200f \uFEFF\uFFFF \uD83D\uDC15\u200D\uD83E\uDDBA \uDBFF\uDFFF";

    /** A value of PostgreSQL's {@code type}, as a literal of its own and as Java has it. */
    record Sample(String type, String literal, Object value) {
        @Override
        public String toString() {
            return type + " → " + value.getClass().getSimpleName() + ": " + literal.replaceAll("\\p{C}", "·");
        }
    }

    private TypeMatrix() {}

    static List<Sample> samples() {
        return Stream.of(numbers(), texts(), dates(), times(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static Sample of(String type, String literal, Object value) {
        return new Sample(type, literal, value);
    }

    private static List<Sample> numbers() {
        return List.of(
                of("int2", "-32768", -32768),
                of("int2", "32767", 32767),
                of("int4", "-2147483648", Integer.MIN_VALUE),
                of("int4", "2147483647", Integer.MAX_VALUE),
                of("int8", "-9223372036854775808", Long.MIN_VALUE),
                of("int8", "9223372036854775807", Long.MAX_VALUE),
                of("numeric", "12.50", new BigDecimal("12.50")),
                of("numeric", "-0.00000000000000000001", new BigDecimal("-0.00000000000000000001")),
                of("numeric", "1" + "0".repeat(60), BigDecimal.TEN.pow(60)),
                of("numeric", "NaN", Double.NaN),
                of("numeric", "Infinity", Double.POSITIVE_INFINITY),
                of("numeric", "-Infinity", Double.NEGATIVE_INFINITY),
                of("float4", "0.1", 0.1),
                of("float4", "NaN", Double.NaN),
                of("float4", "-0", -0.0),
                of("float8", "0.1", 0.1),
                of("float8", "1.7976931348623157e308", Double.MAX_VALUE),
                of("float8", "5e-324", Double.MIN_VALUE),
                of("float8", "NaN", Double.NaN),
                of("float8", "Infinity", Double.POSITIVE_INFINITY),
                of("float8", "-Infinity", Double.NEGATIVE_INFINITY),
                of("float8", "-0", -0.0));
    }

    private static List<Sample> texts() {
        return List.of(
                of("text", "", ""),
                of("text", "NULL", "NULL"),
                of("text", EVERY_KIND_OF_CHARACTER, EVERY_KIND_OF_CHARACTER),
                of("varchar", "Rex", "Rex"),
                of("char(5)", "Rex", "Rex  "),
                of("json", "{\"a\": [1, null], \"b\": \"\\u00eb\"}", "{\"a\": [1, null], \"b\": \"\\u00eb\"}"),
                of("jsonb", "{\"b\":1,\"a\":\"\\\"\"}", "{\"a\": \"\\\"\", \"b\": 1}"));
    }

    private static List<Sample> dates() {
        return List.of(
                of("date", "2024-02-29", LocalDate.of(2024, 2, 29)),
                of("date", "0099-01-01", LocalDate.of(99, 1, 1)),
                of("date", "0044-03-15 BC", LocalDate.of(-43, 3, 15)),
                of("date", "0001-02-29 BC", LocalDate.of(0, 2, 29)),
                of("date", "4713-11-24 BC", LocalDate.of(-4712, 11, 24)),
                of("date", "5874897-12-31", LocalDate.of(5_874_897, 12, 31)),
                of("date", "infinity", LocalDate.MAX),
                of("date", "-infinity", LocalDate.MIN),
                of("timestamp", "2026-11-23 00:00:00", LocalDateTime.of(2026, 11, 23, 0, 0)),
                of("timestamp", "2026-03-08 02:30:00.000001", LocalDateTime.of(2026, 3, 8, 2, 30, 0, 1_000)),
                of("timestamp", "4713-11-24 00:00:00 BC", LocalDateTime.of(-4712, 11, 24, 0, 0)),
                of(
                        "timestamp",
                        "294276-12-31 23:59:59.999999",
                        LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000)),
                of("timestamp", "infinity", LocalDateTime.MAX),
                of("timestamp", "-infinity", LocalDateTime.MIN),
                of("timestamptz", "2026-11-23 14:48:33.123456+00", Instant.parse("2026-11-23T14:48:33.123456Z")),
                of("timestamptz", "2026-11-01 01:30:00-02:30", Instant.parse("2026-11-01T04:00:00Z")),
                of("timestamptz", "1850-01-01 00:00:00+05:53:28", Instant.parse("1849-12-31T18:06:32Z")),
                of("timestamptz", "0044-03-15 12:00:00+00 BC", Instant.parse("-0043-03-15T12:00:00Z")),
                of("timestamptz", "4713-11-24 00:00:00+00 BC", Instant.parse("-4712-11-24T00:00:00Z")),
                of("timestamptz", "294276-12-31 23:59:59.999999+00", Instant.parse("+294276-12-31T23:59:59.999999Z")),
                of("timestamptz", "infinity", Instant.MAX),
                of("timestamptz", "-infinity", Instant.MIN));
    }

    private static List<Sample> times() {
        return List.of(
                of("time", "00:00:00", LocalTime.MIDNIGHT),
                of("time", "23:59:59.999999", LocalTime.of(23, 59, 59, 999_999_000)),
                of("time", "24:00:00", "24:00:00"),
                of("timetz", "10:00:00+00", OffsetTime.parse("10:00:00Z")),
                of("timetz", "10:00:00.5-03:30:52", OffsetTime.parse("10:00:00.5-03:30:52")),
                of("interval", "1 year 2 mons -3 days +04:05:06.7", "1 year 2 mons -3 days +04:05:06.7"));
    }

    private static List<Sample> others() {
        return List.of(
                of("boolean", "t", true),
                of("boolean", "f", false),
                of("uuid", "11111111-1111-4111-8111-1111111111ff", new UUID(0x1111111111114111L, 0x81111111111111ffL)),
                of("bytea", "\\x", new byte[0]),
                of("bytea", "\\x00ff5c22277b", new byte[] {0, -1, '\\', '"', '\'', '{'}),
                of("mood", "calm", Mood.calm),
                of("mood", "PLAYFUL", Mood.PLAYFUL),
                of("mood", "PLAYFUL", "PLAYFUL"),
                of("int4range", "[1,5)", "[1,5)"),
                of("daterange", "empty", "empty"),
                of("tsrange", "[\"2026-01-01 00:00:00\",)", "[\"2026-01-01 00:00:00\",)"),
                of("int4multirange", "{[1,3),[5,9)}", "{[1,3),[5,9)}"),
                of("inet", "192.168.0.1/24", "192.168.0.1/24"),
                of("inet", "2001:db8::1", "2001:db8::1"),
                of("cidr", "10.0.0.0/8", "10.0.0.0/8"),
                of("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:03"),
                of("point", "(1,2.5)", "(1,2.5)"),
                of("bit varying", "101", "101"),
                of("tsvector", "'dog' 'good':2A", "'dog' 'good':2A"));
    }

    /** One statement: the value sent and read, the literal read, both equal to the server, a null, and an array. */
    static void check(Pool pool, Sample sample) {
        String type = sample.type;
        Row row = pool.query("""
                        select sent, written, sent::text = written::text as same, null::%1$s as nothing,
                               array[sent, null, written] as list
                        from (select $1::%1$s as sent, $2::%1$s as written)
                        """.formatted(type), sample.value, sample.literal)
                .first()
                .orElseThrow();
        Class<?> javaType = sample.value.getClass();
        expect(sample.value, row.get("sent", javaType));
        expect(sample.value, row.get("written", javaType));
        expect(true, row.bool("same"));
        expect(null, row.orNull("nothing", javaType));
        List<?> list = row.list("list", javaType);
        expect(3, list.size());
        expect(sample.value, list.get(0));
        expect(null, list.get(1));
        expect(sample.value, list.get(2));
        Row back = pool.query("select $1::" + type + "[] as list", list).first().orElseThrow();
        expect(row.string("list"), back.string("list"));
    }

    private static void expect(Object expected, Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
    }

    public static void main(String[] arguments) {
        try (Pool pool = Pool.open(System.getenv())) {
            samples().forEach(sample -> check(pool, sample));
            String zone = pool.query("show timezone").rows().get(0).string("TimeZone");
            System.out.println(samples().size() + " samples in " + zone);
        }
    }
}
