package com.barkbase.db;

import java.util.List;
import java.util.random.RandomGenerator;

/** Composes secrets as Secrets Manager may hold them: most are JSON objects with a login, many are nearly so. */
final class RandomSecret {
    private static final List<String> NAMES = List.of(
            "host", "port", "username", "password", "dbname", "database", "engine", "dbInstanceIdentifier", "Host", "");
    private static final List<String> VALUES = List.of(
            "\"db.example\"",
            "\"barkbase_app\"",
            "\"\"",
            "\" \"",
            "\"5432\"",
            "5432",
            "0",
            "65536",
            "-0",
            "-1.5e+3",
            "1E400",
            "54.0",
            "00",
            "1.",
            ".5",
            "+1",
            "NaN",
            "true",
            "false",
            "null",
            "True",
            "[]",
            "{}",
            "[1,[\"]\"],{\"a\":null}]",
            "{\"password\":\"" + Fuzz.SECRET + "\"}");
    /** Whose values are shown nowhere; a host's is, unless it is a URL. */
    private static final List<String> SECRETS = List.of(
            "\"password\":\"", "\"port\":\"", "\"engine\":\"", "\"Password\":\"\\n", "\"host\":\"https://a/b/c/d/e/f:");

    private static final List<String> ESCAPES = List.of(
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\n",
            "\\r",
            "\\t",
            "\\u0041",
            "\\u0000",
            "\\u000a",
            "\\ud83d\\udc15",
            "\\ud83d",
            "\\udc15",
            "\\ud83d\\u0041",
            "\\uD83D\uDC15",
            "\\u12",
            "\\uXYZW",
            "\\x",
            "\\'",
            "\\");
    private static final List<String> BLANKS = List.of("", "", "", "", " ", "\n", "\t", "\r\n", "  ");
    private static final int LARGE = 100_000;

    private final RandomGenerator random;
    private final FuzzText text;

    RandomSecret(RandomGenerator random) {
        this.random = random;
        this.text = new FuzzText(random);
    }

    String next() {
        if (text.chance(2_000)) {
            return large();
        }
        if (text.chance(50)) {
            return text.anyCharacters(40);
        }
        String json = blank() + (text.chance(2) ? login() : object(0)) + blank();
        return text.chance(3) ? text.changed(text.chance(3) ? text.changed(json) : json) : json;
    }

    /** A whole one. */
    private String login() {
        StringBuilder json = new StringBuilder("{");
        for (String member : List.of(
                "\"username\":\"barkbase_app\"", "\"password\":\"" + Fuzz.SECRET + "\"", "\"port\":" + port())) {
            json.append(json.length() > 1 ? "," : "")
                    .append(blank())
                    .append(member)
                    .append(blank());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            json.append(',').append(member(1));
        }
        return json.append('}').toString();
    }

    private String port() {
        return text.any(List.of("5432", "\"5432\"", "1", "65535", "\"05432\"", "99999", "\"54 32\"", "5e3"));
    }

    private String object(int level) {
        StringBuilder json = new StringBuilder("{").append(blank());
        for (int i = random.nextInt(6); i > 0; i--) {
            json.append(member(level + 1)).append(i > 1 ? "," : "");
        }
        return json.append('}').toString();
    }

    private String member(int level) {
        if (text.chance(6)) {
            return text.any(SECRETS) + Fuzz.SECRET + "\"";
        }
        String name = text.chance(6) ? string() : "\"" + text.any(NAMES) + "\"";
        return blank() + name + blank() + ":" + blank() + value(level) + blank();
    }

    private String value(int level) {
        if (level < 4 && text.chance(8)) {
            return text.chance(2) ? object(level) : "[" + value(level + 1) + "," + value(level + 1) + "]";
        }
        if (text.chance(60)) {
            return nested(60 + random.nextInt(8));
        }
        return text.chance(3)
                ? string()
                : text.chance(12) ? text.of("0123456789.eE+-", 1 + random.nextInt(40)) : text.any(VALUES);
    }

    private String string() {
        StringBuilder json = new StringBuilder("\"");
        for (int i = random.nextInt(5); i > 0; i--) {
            String plain = text.anyCharacters(5).replace("\"", "").replace("\\", "");
            json.append(
                    text.chance(3)
                            ? text.any(ESCAPES)
                            : plain.codePoints()
                                    .filter(c -> c >= ' ' || text.chance(30))
                                    .collect(
                                            StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
        }
        return json.append('"').toString();
    }

    private String nested(int levels) {
        boolean arrays = text.chance(2);
        return (arrays ? "[" : "{\"a\":").repeat(levels) + "1" + (arrays ? "]" : "}").repeat(levels);
    }

    /** What may cost more than it is worth. */
    private String large() {
        int length = 1 + random.nextInt(LARGE);
        return switch (random.nextInt(7)) {
            case 0 -> "{\"a\":" + "[".repeat(length);
            case 1 -> "{\"a\":".repeat(length);
            case 2 -> "{\"port\":" + "9".repeat(length) + "}";
            case 3 -> "{\"port\":1e" + "9".repeat(length) + "}";
            case 4 -> "{\"" + "a\\n".repeat(length) + "\":1,\"password\":\"" + Fuzz.SECRET + "\"}";
            case 5 -> "{\"password\":\"" + "\\u0041".repeat(length) + "\",\"username\":\"x\"}";
            default -> " ".repeat(length) + "{" + "\"a\":1,".repeat(length) + "\"b\":2}" + "\n".repeat(length);
        };
    }

    private String blank() {
        return text.any(BLANKS);
    }
}
