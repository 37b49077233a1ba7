package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/**
 * The secret with the database's login could not be read. Safe to retry where the cause may pass (throttling, an
 * endpoint that did not answer), not where it stays (no such secret, access denied).
 */
public final class SecretException extends DbException {
    private static final long serialVersionUID = 1L;

    SecretException(String message, boolean safeToRetry, @Nullable Throwable cause) {
        super(message, safeToRetry, null, cause);
    }
}
