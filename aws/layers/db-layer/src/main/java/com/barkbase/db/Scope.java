package com.barkbase.db;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A view of a {@link Pool} that says as whom and until when statements run. An immutable value: share it between
 * threads or throw it away.
 *
 * <p>It is a {@link DataSource} too, for libraries that want one; their connections take the driver's {@code ?}.
 */
public interface Scope extends Statements, DataSource {

    /**
     * Runs {@code work} in one transaction: committed when it returns, rolled back when it throws. A rollback that
     * fails is added to the first error. The transaction is never repeated here.
     *
     * @param <T> what {@code work} returns
     * @param <X> what {@code work} may throw besides a {@link DbException}
     * @param work runs in the calling thread
     * @return what {@code work} returned, once that is committed
     * @throws X what {@code work} threw
     */
    <T extends @Nullable Object, X extends Exception> T inTransaction(Work<T, X> work) throws X;

    /**
     * The same with an isolation level, read-only, or repeated where {@code mode} says that it may be.
     *
     * @param <T> what {@code work} returns
     * @param <X> what {@code work} may throw besides a {@link DbException}
     * @param mode how the transaction runs
     * @param work runs in the calling thread, more than once where {@code mode} is repeatable
     * @return what {@code work} returned, once that is committed
     * @throws X what {@code work} threw
     */
    <T extends @Nullable Object, X extends Exception> T inTransaction(TransactionMode mode, Work<T, X> work) throws X;

    /**
     * The same scope with a deadline: statements are cancelled by the server, transactions ended, waiting for a
     * connection given up at {@code deadline}. The earlier of it and {@code DB_STATEMENT_TIMEOUT} counts. On Lambda,
     * make it from {@code Context.getRemainingTimeInMillis()} less what the answer itself needs.
     *
     * @param deadline by this machine's clock; once it has passed, every call throws a {@link DeadlineException}
     * @return another view; this one stays as it is
     */
    Scope before(Instant deadline);

    /**
     * The same scope, whose statements are counted, for a request's log line: each round trip to PostgreSQL adds 1, a
     * login and what is done on a JDBC connection nothing.
     *
     * @param roundTrips is added to by the threads that run statements
     * @return another view; this one stays as it is
     */
    Scope counting(LongAdder roundTrips);

    /**
     * A JDBC connection in this scope, for one thread at a time. {@code close()} gives it back, rolled back and with
     * its settings reset; until then it is one of the pool's.
     *
     * <p>That of the {@link Pool} itself is an ordinary one. That of a tenant, or with a deadline, runs statements in
     * transactions only, since a scope lasts for one: begin with {@code setAutoCommit(false)}, end with
     * {@code commit()}. The scope is sent with the transaction's first statement, one round trip more than without. A
     * statement outside of a transaction is refused, and what {@link Pool#asTenant} does not run is refused here too.
     *
     * @throws SQLException whose cause is the {@link DbException}
     */
    @Override
    Connection getConnection() throws SQLException;

    /**
     * What is done in a transaction.
     *
     * @param <T> what it returns
     * @param <X> what it may throw besides a {@link DbException}
     */
    @FunctionalInterface
    interface Work<T extends @Nullable Object, X extends Exception> {
        /**
         * Runs the transaction's statements.
         *
         * @param transaction ends with this function; several threads may use it, one statement runs at a time
         * @return what the caller gets
         * @throws X for which the transaction is rolled back
         */
        T run(Statements transaction) throws X;
    }

    /** Not supported: the login comes from the variables or the secret. */
    @Override
    default Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The login comes from the db-layer's variables or its secret.");
    }

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("This DataSource is no " + type.getName() + ".");
        }
        return type.cast(this);
    }

    @Override
    default boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** None: lines go to standard error, which Lambda collects. */
    @Override
    default @Nullable PrintWriter getLogWriter() {
        return null;
    }

    /** Not supported, for the same reason. */
    @Override
    default void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("The db-layer writes its lines to standard error.");
    }

    /** Not supported: {@code DB_CONNECTION_TIMEOUT} sets it. */
    @Override
    default void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("DB_CONNECTION_TIMEOUT sets how long a login may take.");
    }

    @Override
    default Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The db-layer does not use java.util.logging.");
    }

    /** 0, which JDBC takes for the system's default: {@code DB_CONNECTION_TIMEOUT}. */
    @Override
    default int getLoginTimeout() {
        return 0;
    }
}
