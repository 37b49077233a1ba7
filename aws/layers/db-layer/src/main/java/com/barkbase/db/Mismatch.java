package com.barkbase.db;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said of a value that is not of the type asked for; not the value itself, which may be personal. */
final class Mismatch {
    private static final Set<String> NO_FINITE_NUMBER = Set.of("NaN", "Infinity", "-Infinity");
    private static final Set<Class<?>> MOMENTS =
            Set.of(OffsetDateTime.class, ZonedDateTime.class, java.util.Date.class);

    private Mismatch() {}

    /** The predicate of a sentence whose subject is the column. */
    static String of(Class<?> type, String text) {
        if (!type.isEnum() && !TextValue.TYPES.contains(type)) {
            return "cannot be read as " + type.getTypeName() + ", but as "
                    + TextValue.TYPES.stream().map(Class::getSimpleName).collect(Collectors.joining(", "))
                    + " or an enum" + instead(type);
        }
        return "does not hold a " + type.getSimpleName() + reason(type, text);
    }

    private static String instead(Class<?> type) {
        if (type == Duration.class || type == Period.class) {
            return ": for an interval read String, or select extract(epoch from …) and read BigDecimal";
        } else if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return ": for an array there is list";
        } else if (MOMENTS.contains(type)) {
            return ": for a timestamptz read Instant";
        }
        return "";
    }

    private static String reason(Class<?> type, String text) {
        if (type == BigDecimal.class && NO_FINITE_NUMBER.contains(text)) {
            return " but " + text + ": read Double or String";
        } else if (type == LocalTime.class && text.equals("24:00:00")) {
            return " but 24:00:00: read String";
        } else if (type == Instant.class && is(LocalDateTime.class, text)) {
            return ", having no time zone: read LocalDateTime, or make it a timestamptz";
        } else if (type == LocalDateTime.class && is(Instant.class, text)) {
            return " but a moment: read Instant, or select … AT TIME ZONE";
        }
        return "";
    }

    private static boolean is(Class<?> type, String text) {
        try {
            TextValue.as(type, text);
            return true;
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return false;
        }
    }
}
