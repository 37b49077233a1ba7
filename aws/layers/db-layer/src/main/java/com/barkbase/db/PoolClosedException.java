package com.barkbase.db;

/** The pool was closed; {@link Db#getPool()} opens a new one. */
public final class PoolClosedException extends DbException {
    private static final long serialVersionUID = 1L;

    PoolClosedException(String message) {
        super(message, false, null, null);
    }
}
