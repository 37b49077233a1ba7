package com.barkbase.chaos.fuzz;

import com.barkbase.db.Fuzz;
import com.barkbase.db.FuzzText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JSON that is what a schema says, or nearly so, or something else. */
final class RandomBody {
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\" \"",
            "0",
            "-0",
            "-1",
            "1.5",
            "1e2",
            "1e999999999",
            "1E+2147483648",
            "0.1e-999999999",
            "12345678901234567890",
            "1".repeat(500),
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\n\"",
            "\"1\"",
            "\"\u0000\"",
            "{\"a\":[{}]}",
            "[[[[1]]]]",
            "NaN",
            "01",
            "'a'",
            "\"\\ud83d\\udc36\"",
            "\"" + Fuzz.SECRET + "\"");
    private static final List<String> DAYS = List.of(
            "2020-02-29",
            "2026-01-31",
            "2021-02-29",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "+999999999-12-31",
            "-0044-03-15",
            "2026-1-1",
            "2026-01-01T00:00:00Z");
    private static final List<String> WORDS = List.of(
            "US", "985112000000001", "+1 202 555 0100", "10:30", "Rex", "ada@example.com", "dog", "12.5", Fuzz.SECRET);
    private static final int LARGE = 1 << 20;

    private final FuzzText text;
    private final List<String> ids;

    /** @param ids of what is there */
    RandomBody(FuzzText text, List<String> ids) {
        this.text = text;
        this.ids = ids;
    }

    String of(Map<String, Object> schema) {
        String json = object(schema);
        if (text.chance(2_000)) {
            return json + " ".repeat(LARGE);
        }
        if (text.chance(1_000)) {
            return "{\"name\":" + text.any(List.of("[", "{\"a\":")).repeat(100_000);
        }
        return text.chance(6) ? text.changed(json) : text.chance(40) ? text.anyCharacters(60) : json;
    }

    private String object(Map<?, ?> schema) {
        Map<?, ?> properties = part(schema, "properties");
        List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
        String members = properties.entrySet().stream()
                .filter(member -> required.contains(member.getKey()) ? !text.chance(40) : text.chance(3))
                .map(member -> "\"" + member.getKey() + "\":" + value((Map<?, ?>) member.getValue()))
                .collect(Collectors.joining(","));
        String more = text.chance(40) ? ",\"" + text.any(List.of("tenantId", "id", "a~/b", "\\u0000")) + "\":1" : "";
        return "{" + members + more + "}";
    }

    private static Map<?, ?> part(Map<?, ?> schema, String name) {
        return schema.get(name) instanceof Map<?, ?> part ? part : Map.of();
    }

    private String value(Map<?, ?> schema) {
        if (text.chance(12)) {
            return text.any(ODD_VALUES);
        }
        Object type = schema.get("type") instanceof List<?> types ? types.getFirst() : schema.get("type");
        return switch (String.valueOf(type)) {
            case "object" -> object(schema);
            case "array" ->
                IntStream.range(0, text.any(List.of(0, 1, 1, 2, 3)))
                        .mapToObj(i -> value(part(schema, "items")))
                        .collect(Collectors.joining(",", "[", "]"));
            case "boolean" -> text.any(List.of("true", "false"));
            case "integer", "number" ->
                text.any(List.of(schema.get("minimum"), schema.get("maximum"), 1, "12.5"))
                        .toString();
            default -> "\"" + text(schema) + "\"";
        };
    }

    /** Of the kind that a text's schema asks for, in a body or in an address; as it stands in JSON. */
    String text(Map<?, ?> schema) {
        if (schema.get("enum") instanceof List<?> words && !text.chance(12)) {
            return String.valueOf(text.any(words));
        }
        String format = String.valueOf(schema.get("format"));
        return switch (format) {
            case "uuid" -> id();
            case "date" -> text.any(DAYS);
            default -> text.chance(3) ? safe(text.anyCharacters(12)) : text.any(WORDS);
        };
    }

    String id() {
        return ids.isEmpty() || text.chance(6)
                ? text.any(List.of("00000000-0000-4000-8000-000000000000", "{}", "1-1-1-1-1", "A".repeat(36), ""))
                : text.any(ids);
    }

    private String safe(String any) {
        return any.codePoints()
                .filter(c -> c != '"' && c != '\\' && (c >= ' ' || text.chance(20)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
