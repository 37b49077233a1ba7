package com.barkbase.db;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, its columns by name. The named getters refuse null; {@link #orNull} gives it back. A wrong
 * name, a wrong type or a null where none is expected is an {@link IllegalArgumentException} that lists the columns.
 *
 * <p>Not bound to the connection. Safe to share between threads.
 */
public final class Row {
    private final Columns columns;
    private final @Nullable String[] values;

    Row(Columns columns, @Nullable String[] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * Reads any type as the text that PostgreSQL prints for it: text, varchar, enum, json, jsonb, interval, inet, ….
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public String string(String column) {
        return get(column, String.class);
    }

    /**
     * Reads a whole number of 32 bits: int2, int4, or a larger type whose value fits.
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public int integer(String column) {
        return get(column, Integer.class);
    }

    /**
     * Reads a whole number of 64 bits: int8, or a smaller type.
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public long bigint(String column) {
        return get(column, Long.class);
    }

    /**
     * Reads a boolean.
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public boolean bool(String column) {
        return get(column, Boolean.class);
    }

    /**
     * Reads a numeric, which keeps its scale; NaN and infinity are refused.
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public BigDecimal decimal(String column) {
        return get(column, BigDecimal.class);
    }

    /**
     * Reads a uuid.
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public UUID uuid(String column) {
        return get(column, UUID.class);
    }

    /**
     * Reads a date; infinity is {@link LocalDate#MAX} and {@link LocalDate#MIN}.
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public LocalDate date(String column) {
        return get(column, LocalDate.class);
    }

    /**
     * Reads a timestamptz, to the microsecond; infinity is {@link Instant#MAX} and {@link Instant#MIN}.
     *
     * @param column the column's name, to the letter
     * @return the value, never null
     */
    public Instant instant(String column) {
        return get(column, Instant.class);
    }

    /**
     * Reads an array of one dimension, each element as {@link #get} would read it; a NULL among them is null. Whether
     * the array itself is null, {@code orNull(column, String.class)} tells.
     *
     * @param <T> the elements' type
     * @param column the column's name, to the letter
     * @param type the elements' class
     * @return a list that cannot be changed
     */
    public <T> List<@Nullable T> list(String column, Class<T> type) {
        List<@Nullable T> list = new ArrayList<>();
        for (String element : elements(column)) {
            list.add(element == null ? null : read(column, type, element));
        }
        return Collections.unmodifiableList(list);
    }

    private List<@Nullable String> elements(String column) {
        String text = get(column, String.class);
        try {
            return ArrayText.elements(text);
        } catch (IllegalArgumentException e) {
            throw wrong(column, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a column as {@code type}: String, UUID, Integer, Long, Boolean, BigDecimal, Double, byte[], Instant,
     * LocalDate, LocalDateTime, LocalTime, OffsetTime, or an enum by its constants' names.
     *
     * @param <T> the value's type
     * @param column the column's name, to the letter
     * @param type the value's class
     * @return the value, never null
     */
    public <T> T get(String column, Class<T> type) {
        T value = orNull(column, type);
        if (value == null) {
            throw wrong(column, "is null and a " + type.getSimpleName() + " is asked for: use orNull");
        }
        return value;
    }

    /**
     * The same as {@link #get}, where the column may be null.
     *
     * @param <T> the value's type
     * @param column the column's name, to the letter
     * @param type the value's class
     * @return the value, or null for SQL's NULL
     */
    public <T> @Nullable T orNull(String column, Class<T> type) {
        String text = values[columns.index(column)];
        return text == null ? null : read(column, type, text);
    }

    private <T> T read(String column, Class<T> type, String text) {
        try {
            return TextValue.as(type, text);
        } catch (IllegalArgumentException | DateTimeException e) {
            // The value itself may be personal and stays out of the message, as does the cause that quotes it.
            throw wrong(column, Mismatch.of(type, text));
        }
    }

    private IllegalArgumentException wrong(String column, String predicate) {
        return new IllegalArgumentException("Column \"" + column + "\" " + predicate + ". " + columns.listed());
    }

    /** {@return the columns' names, in the statement's order} */
    public List<String> columns() {
        return columns.names();
    }

    /** Names only: a row may hold personal data. */
    @Override
    public String toString() {
        return "Row" + columns.names();
    }
}
