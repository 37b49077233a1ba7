package com.barkbase.db;

/**
 * What a {@link Diagnosis} found at one of its steps. An immutable value, safe to share between threads.
 *
 * @param step what was looked at, such as {@code TLS}
 * @param state how it is there
 * @param message what is there or what is wrong, and then what to do; never holds a credential
 */
public record Finding(String step, State state, String message) {

    /** How it is at a step. */
    public enum State {
        /** As it should be. */
        OK,
        /** It works, and yet somebody should look at it. */
        WARNING,
        /** It can't work like this. */
        WRONG,
        /** Not looked at; the message says why. */
        SKIPPED
    }
}
