package com.barkbase.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a value as the text that PostgreSQL reads for whatever type it infers, as psql and node-postgres do. */
final class Parameter {
    private static final Set<Class<?>> OPTIONAL_NUMBERS =
            Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private Parameter() {}

    static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        } else if (value instanceof String string) {
            return sendable("A value", string);
        } else if (value instanceof Number || value instanceof UUID || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Temporal temporal) {
            return TemporalText.write(temporal);
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        } else if (value instanceof Collection<?> collection) {
            return array(collection);
        }
        refuse(value);
        return sendable("A value", value.toString());
    }

    /** What has a text that PostgreSQL would misread, or take for something else. */
    private static void refuse(Object value) {
        String type = value.getClass().getSimpleName();
        if (value.getClass().isArray()) {
            throw new IllegalArgumentException(
                    "An array parameter is a List, such as List.of(1, 2), not a " + type + ".");
        } else if (value instanceof Optional || OPTIONAL_NUMBERS.contains(value.getClass())) {
            throw new IllegalArgumentException("An " + type + " is no value: pass what it holds, or null.");
        } else if (value instanceof Map) {
            throw new IllegalArgumentException("A Map is no value: write it as JSON text.");
        } else if (value instanceof java.util.Date || value instanceof Calendar) {
            throw new IllegalArgumentException("A " + value.getClass().getName()
                    + " is not sent, since its text depends on the JVM's zone: pass an Instant, a LocalDate, a"
                    + " LocalDateTime or a LocalTime.");
        }
    }

    /**
     * The text itself, if UTF-8 can hold it: the driver would silently write a question mark for half a character, and
     * the server ends a statement at NUL.
     */
    static String sendable(String what, String text) {
        if (text.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    what + " holds a NUL or half of a surrogate pair, which PostgreSQL's text cannot hold.");
        }
        return text;
    }

    private static String array(Collection<?> elements) {
        StringJoiner array = new StringJoiner(",", "{", "}");
        for (Object element : elements) {
            array.add(element instanceof Collection<?> inner ? array(inner) : element(text(element)));
        }
        return array.toString();
    }

    private static String element(@Nullable String text) {
        return text == null ? "NULL" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
