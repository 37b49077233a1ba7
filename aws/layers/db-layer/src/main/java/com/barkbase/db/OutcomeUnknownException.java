package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/**
 * The connection was lost after the statement had been sent and before its answer came: it may have been executed or
 * not. It is never repeated here; look for its effect, or make the statement idempotent, before you run it again.
 */
public final class OutcomeUnknownException extends DbException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknownException(String message, @Nullable String sqlState, Throwable cause) {
        super(message, false, sqlState, cause);
    }
}
