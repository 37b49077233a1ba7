package com.barkbase.db;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Dates and times in PostgreSQL's ISO style, which is not quite Java's: years before Christ are counted and end with
 * {@code BC}, far years have no sign, and there is infinity, for which the types' MAX and MIN stand.
 */
final class TemporalText {
    private static final Set<Temporal> INFINITY =
            Set.of(Instant.MAX, LocalDate.MAX, LocalDateTime.MAX, OffsetDateTime.MAX);
    private static final Set<Temporal> MINUS_INFINITY =
            Set.of(Instant.MIN, LocalDate.MIN, LocalDateTime.MIN, OffsetDateTime.MIN);
    private static final String BC = " BC";

    private TemporalText() {}

    /**
     * Cut to microseconds, the unit of PostgreSQL, which would round: the last moment of a day would become the next
     * day.
     */
    static String write(Temporal value) {
        if (INFINITY.contains(value)) {
            return "infinity";
        } else if (MINUS_INFINITY.contains(value)) {
            return "-infinity";
        } else if (value instanceof Instant instant) {
            return write(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), "Z");
        } else if (value instanceof OffsetDateTime moment) {
            return write(moment.toLocalDateTime(), moment.getOffset().getId());
        } else if (value instanceof ZonedDateTime moment) {
            return write(moment.toLocalDateTime(), moment.getOffset().getId());
        } else if (value instanceof LocalDateTime local) {
            return write(local, "");
        } else if (value instanceof LocalDate date) {
            return day(date) + era(date);
        } else if (value instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MICROS).toString();
        } else if (value instanceof OffsetTime time) {
            return time.truncatedTo(ChronoUnit.MICROS).toString();
        }
        return value.toString();
    }

    private static String write(LocalDateTime local, String offset) {
        LocalTime time = local.toLocalTime().truncatedTo(ChronoUnit.MICROS);
        return day(local.toLocalDate()) + " " + time + offset + era(local.toLocalDate());
    }

    private static String day(LocalDate date) {
        int year = date.getYear();
        if (year > 0 && year <= 9999) {
            return date.toString();
        }
        return String.format(
                Locale.ROOT, "%04d-%02d-%02d", year > 0 ? year : 1 - year, date.getMonthValue(), date.getDayOfMonth());
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : BC;
    }

    static Instant instant(String text) {
        return infinite(text, Instant.MAX, Instant.MIN, TemporalText::finiteInstant);
    }

    static LocalDateTime dateTime(String text) {
        return infinite(text, LocalDateTime.MAX, LocalDateTime.MIN, TemporalText::finiteDateTime);
    }

    static LocalDate date(String text) {
        return infinite(text, LocalDate.MAX, LocalDate.MIN, each -> day(withoutEra(each), isBc(each)));
    }

    static OffsetTime offsetTime(String text) {
        int sign = offsetIndex(text, 0);
        return OffsetTime.of(LocalTime.parse(text.substring(0, sign)), ZoneOffset.of(text.substring(sign)));
    }

    private static <T> T infinite(String text, T max, T min, Function<String, T> finite) {
        return switch (text) {
            case "infinity" -> max;
            case "-infinity" -> min;
            default -> finite.apply(text);
        };
    }

    /** {@code 2026-11-23 15:00:00.5+05:30}: the session's zone, and so the offset, is the JVM's. */
    private static Instant finiteInstant(String text) {
        String moment = withoutEra(text);
        int sign = offsetIndex(moment, moment.indexOf(' '));
        return dateTime(moment.substring(0, sign), isBc(text)).toInstant(ZoneOffset.of(moment.substring(sign)));
    }

    private static LocalDateTime finiteDateTime(String text) {
        return dateTime(withoutEra(text), isBc(text));
    }

    private static LocalDateTime dateTime(String text, boolean bc) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no time of day");
        }
        return LocalDateTime.of(day(text.substring(0, space), bc), LocalTime.parse(text.substring(space + 1)));
    }

    private static LocalDate day(String text, boolean bc) {
        if (!bc && text.length() == "2026-11-23".length()) {
            return LocalDate.parse(text);
        }
        int end = text.length() - "-11-23".length();
        if (end < 4) {
            throw new IllegalArgumentException("no date");
        }
        int year = Integer.parseInt(text.substring(0, end));
        MonthDay day = MonthDay.parse("-" + text.substring(end));
        return LocalDate.of(bc ? 1 - year : year, day.getMonth(), day.getDayOfMonth());
    }

    private static int offsetIndex(String text, int after) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (after < 0 || sign <= after) {
            throw new IllegalArgumentException("no offset");
        }
        return sign;
    }

    private static boolean isBc(String text) {
        return text.endsWith(BC);
    }

    private static String withoutEra(String text) {
        return isBc(text) ? text.substring(0, text.length() - BC.length()) : text;
    }
}
