package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/**
 * Time ran out: the deadline of {@link Scope#before} had passed, or the server cancelled the statement at it or at
 * {@code DB_STATEMENT_TIMEOUT}, or the thread was interrupted before the statement was sent, and still is. Nothing took
 * effect; not safe to retry, since the same work would take as long again.
 */
public final class DeadlineException extends DbException {
    private static final long serialVersionUID = 1L;

    DeadlineException(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, false, sqlState, cause);
    }
}
