package com.barkbase.db;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A view of a {@link Pool} that says as whom and until when statements run. An immutable value: share it between
 * threads or throw it away.
 */
public interface Scope extends Statements {

    /**
     * Runs {@code work} in one transaction: committed when it returns, rolled back when it throws. A rollback that
     * fails is added to the first error. The transaction is never repeated here.
     *
     * @throws X what {@code work} threw
     */
    <T extends @Nullable Object, X extends Exception> T inTransaction(Work<T, X> work) throws X;

    /**
     * The same scope with a deadline: statements are cancelled by the server, transactions ended, waiting for a
     * connection given up at {@code deadline}. The earlier of it and {@code DB_STATEMENT_TIMEOUT} counts. On Lambda,
     * make it from {@code Context.getRemainingTimeInMillis()} less what the answer itself needs.
     */
    Scope before(Instant deadline);

    /** What is done in a transaction; {@code X} is what it may throw besides a {@link DbException}. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object, X extends Exception> {
        T run(Statements transaction) throws X;
    }
}
