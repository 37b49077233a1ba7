package com.barkbase.db;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL with PostgreSQL's own placeholders, {@code $1, $2, …}. One statement a call; types are inferred by the
 * server, as in psql. A {@link java.util.Collection} is an array ({@code = any($1)}); null is SQL's NULL.
 *
 * <p>Every method throws a {@link DbException}.
 */
public interface Statements {

    /** Runs a statement and keeps its rows in memory. */
    Result query(String sql, @Nullable Object... parameters);

    /** Runs a statement and maps each row as it is read; the row is valid only inside the mapper. */
    <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters);

    /** Runs a statement and returns how many rows it inserted, changed or deleted. */
    long update(String sql, @Nullable Object... parameters);
}
