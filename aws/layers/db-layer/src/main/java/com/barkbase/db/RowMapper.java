package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/**
 * Makes an object of a row, usually as a method reference: {@code Pet::from}. What it throws reaches the caller as it
 * is. Called by the thread that runs the statement.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface RowMapper<T extends @Nullable Object> {
    /**
     * Makes an object of one row.
     *
     * @param row one of the result's, in the server's order
     * @return the object, which may be null where {@code T} says so
     */
    T map(Row row);
}
