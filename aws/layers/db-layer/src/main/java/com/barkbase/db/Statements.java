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

    /**
     * Runs a statement and keeps its rows in memory.
     *
     * @param sql one statement
     * @param parameters the values of {@code $1}, {@code $2}, …
     * @return the rows and their count
     */
    Result query(String sql, @Nullable Object... parameters);

    /**
     * Runs a statement and maps each row.
     *
     * @param <T> what the mapper makes
     * @param sql one statement
     * @param mapper is called for each row, in the server's order; what it throws reaches the caller as it is
     * @param parameters the values of {@code $1}, {@code $2}, …
     * @return what the mapper made, in the same order
     */
    <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters);

    /**
     * Reads a result that is too big to keep: {@code reading} is given the rows as they come, 1,000 at a time, and may
     * stop early or throw; either way nothing stays open. Outside of a transaction it is one of its own. Takes one
     * round trip for each 1,000 rows, the first of them with the statement.
     *
     * @param <T> what the mapper makes
     * @param <R> what {@code reading} returns
     * @param <X> what {@code reading} may throw besides a {@link DbException}
     * @param sql a SELECT, VALUES or WITH query that changes nothing
     * @param mapper is called for each row that {@code reading} asks for
     * @param reading must not let the stream out: it ends with the function
     * @param parameters the values of {@code $1}, {@code $2}, …
     * @return what {@code reading} returned
     * @throws X what {@code reading} threw
     */
    <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            String sql, RowMapper<T> mapper, Reading<T, R, X> reading, @Nullable Object... parameters) throws X;

    /**
     * Runs a statement that changes rows.
     *
     * @param sql one statement
     * @param parameters the values of {@code $1}, {@code $2}, …
     * @return how many rows it inserted, changed or deleted
     */
    long update(String sql, @Nullable Object... parameters);

    /**
     * What is done with a stream of rows.
     *
     * @param <T> what the mapper makes of a row
     * @param <R> what it returns
     * @param <X> what it may throw besides a {@link DbException}
     */
    @FunctionalInterface
    interface Reading<T extends @Nullable Object, R extends @Nullable Object, X extends Exception> {
        /**
         * Reads as many rows as it needs.
         *
         * @param rows in the server's order; fetched as they are read, for one thread, and closed with this function
         * @return what the caller gets
         * @throws X for which the transaction is rolled back
         */
        R read(Stream<T> rows) throws X;
    }
}
