package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong between a function and its data. One family, so that a caller can ask the one question that matters,
 * {@link #safeToRetry()}, without knowing its members; no message ever holds a credential.
 */
public abstract sealed class DbException extends RuntimeException
        permits ConfigurationException,
                ConnectionException,
                DeadlineException,
                OutcomeUnknownException,
                PoolClosedException,
                PoolExhaustedException,
                SecretException,
                StatementException {

    private static final long serialVersionUID = 1L;

    /** Fixed where the failure is understood. */
    private final boolean safeToRetry;

    /** Null where no server was asked. */
    private final @Nullable String sqlState;

    DbException(String message, boolean safeToRetry, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, cause);
        this.safeToRetry = safeToRetry;
        this.sqlState = sqlState;
    }

    /**
     * True where nothing of the failed call took effect and the same call may succeed a moment later. False where it
     * would only fail again, and where it may have been executed.
     *
     * @return whether the caller may simply call again
     */
    public final boolean safeToRetry() {
        return safeToRetry;
    }

    /**
     * PostgreSQL's name of the failure.
     *
     * @return its five-character code, such as {@code 23505}, or null where no server was asked
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL Error Codes</a>
     */
    public final @Nullable String sqlState() {
        return sqlState;
    }
}
