package com.barkbase.doctor;

import io.avaje.jsonb.Json;
import java.util.Locale;

/**
 * What was found at one step of an {@link Examination}.
 *
 * @param message what is there, or what is wrong and what to do; never holds a credential
 */
@Json
public record Step(String step, State state, String message) {

    public enum State {
        OK,
        WARNING,
        WRONG,
        SKIPPED;

        @Json.Value
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean is(State other) {
        return state == other;
    }
}
