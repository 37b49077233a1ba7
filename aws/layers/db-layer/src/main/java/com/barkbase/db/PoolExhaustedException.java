package com.barkbase.db;

/** All {@code DB_POOL_MAX} connections stayed in use for as long as the caller could wait; nothing was sent. */
public final class PoolExhaustedException extends DbException {
    private static final long serialVersionUID = 1L;

    PoolExhaustedException(String message) {
        super(message, true, null, null);
    }
}
