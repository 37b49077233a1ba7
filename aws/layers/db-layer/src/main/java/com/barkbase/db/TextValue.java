package com.barkbase.db;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Reads the text that PostgreSQL prints for a value, with {@code DateStyle=ISO} as the driver sets it. */
final class TextValue {
    /** What {@link #as} reads; any enum besides. */
    static final List<Class<?>> TYPES = List.of(
            String.class,
            UUID.class,
            Integer.class,
            Long.class,
            Boolean.class,
            BigDecimal.class,
            Double.class,
            byte[].class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            OffsetTime.class);

    private TextValue() {}

    /** Throws an IllegalArgumentException or a DateTimeException, which {@link Mismatch} explains. */
    static <T> T as(Class<T> type, String text) {
        return type.cast(read(type, text));
    }

    private static Object read(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        } else if (type == UUID.class) {
            return UUID.fromString(text);
        } else if (type == Integer.class) {
            return Integer.valueOf(text);
        } else if (type == Long.class) {
            return Long.valueOf(text);
        } else if (type == Boolean.class) {
            return bool(text);
        } else if (type == BigDecimal.class) {
            return new BigDecimal(text);
        } else if (type == Double.class) {
            return Double.valueOf(text);
        } else if (type == byte[].class) {
            return bytes(text);
        } else if (type.isEnum()) {
            return constant(type, text);
        }
        return time(type, text);
    }

    private static Object time(Class<?> type, String text) {
        if (type == Instant.class) {
            return TemporalText.instant(text);
        } else if (type == LocalDate.class) {
            return TemporalText.date(text);
        } else if (type == LocalDateTime.class) {
            return TemporalText.dateTime(text);
        } else if (type == LocalTime.class) {
            return LocalTime.parse(text);
        } else if (type == OffsetTime.class) {
            return TemporalText.offsetTime(text);
        }
        throw new IllegalArgumentException("unsupported type " + type.getName());
    }

    private static boolean bool(String text) {
        if (text.equals("t") || text.equals("f")) {
            return text.equals("t");
        }
        throw new IllegalArgumentException("no boolean");
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith("\\x")) {
            throw new IllegalArgumentException("no bytea");
        }
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such constant");
    }
}
