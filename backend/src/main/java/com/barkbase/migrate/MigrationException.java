package com.barkbase.migrate;

import org.jspecify.annotations.Nullable;

/** Why a database could not be brought up to date, in sentences that say what to do. */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationException(String sentences) {
        this(sentences, null);
    }

    MigrationException(String sentences, @Nullable Throwable cause) {
        super(sentences, cause);
    }
}
