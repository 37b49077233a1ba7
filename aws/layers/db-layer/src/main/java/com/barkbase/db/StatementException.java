package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL refused the statement, and nothing of it (or of its transaction) took effect. Safe to retry after a
 * serialisation failure (40001) or a deadlock (40P01).
 */
public final class StatementException extends DbException {
    private static final long serialVersionUID = 1L;

    /** Null where none was violated. */
    private final @Nullable String constraint;

    StatementException(
            String message,
            boolean safeToRetry,
            @Nullable String sqlState,
            @Nullable String constraint,
            @Nullable Throwable cause) {
        super(message, safeToRetry, sqlState, cause);
        this.constraint = constraint;
    }

    /** {@return the violated constraint's name, such as {@code Pet_microchip_key}, or null where it was none} */
    public @Nullable String constraint() {
        return constraint;
    }
}
