package com.barkbase.db;

import java.util.List;
import java.util.stream.Stream;
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

    /**
     * Reads a result that is too big to keep: {@code reading} is given the rows as they come, 1,000 at a time, and may
     * stop early or throw; either way nothing stays open. Outside of a transaction it is one of its own. Takes one
     * round trip for each 1,000 rows, the first of them with the statement.
     *
     * @param sql a SELECT, VALUES or WITH query that changes nothing
     * @param reading must not let the stream out: it ends with the function
     * @throws X what {@code reading} threw
     */
    <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            String sql, RowMapper<T> mapper, Reading<T, R, X> reading, @Nullable Object... parameters) throws X;

    /** Runs a statement and returns how many rows it inserted, changed or deleted. */
    long update(String sql, @Nullable Object... parameters);

    /** What is done with a stream of rows; {@code X} is what it may throw besides a {@link DbException}. */
    @FunctionalInterface
    interface Reading<T extends @Nullable Object, R extends @Nullable Object, X extends Exception> {
        R read(Stream<T> rows) throws X;
    }
}
