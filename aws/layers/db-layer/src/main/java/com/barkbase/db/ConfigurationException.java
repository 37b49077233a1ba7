package com.barkbase.db;

/** A variable, a secret's content or the class path is not usable as it is; every fault found is in the one message. */
public final class ConfigurationException extends DbException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message, false, null, null);
    }
}
