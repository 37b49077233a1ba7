package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/** Makes an object of a row, usually as a method reference: {@code Pet::from}. */
@FunctionalInterface
public interface RowMapper<T extends @Nullable Object> {
    T map(Row row);
}
