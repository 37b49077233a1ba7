package com.barkbase.local;

import org.jspecify.annotations.Nullable;

/** What keeps {@code dev} from starting, in one sentence that says what to do; it is printed without a stack trace. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String sentence) {
        this(sentence, null);
    }

    CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
