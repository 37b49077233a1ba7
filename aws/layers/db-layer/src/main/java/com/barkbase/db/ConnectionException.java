package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/**
 * No session with PostgreSQL could be opened, or one was lost and PostgreSQL rolled its transaction back: nothing took
 * effect. Safe to retry unless the refusal is definite (a wrong password, an unknown database, a certificate that does
 * not verify).
 */
public final class ConnectionException extends DbException {
    private static final long serialVersionUID = 1L;

    ConnectionException(String message, boolean safeToRetry, @Nullable String sqlState, Throwable cause) {
        super(message, safeToRetry, sqlState, cause);
    }

    static ConnectionException lostBeforeCommit(Login login, OutcomeUnknownException loss) {
        return new ConnectionException(
                "The connection to " + login.server() + " was lost before the transaction was committed: it was"
                        + " rolled back and nothing took effect. The same work may be done again.",
                true,
                loss.sqlState(),
                loss);
    }
}
