package com.barkbase.chaos.hostile;

import java.time.Duration;

/** What came of one call to a hostile peer. */
record Answer(String trick, String kind, Duration taken, String said) {
    static final String FAMILY = "an error of the family";
    static final String NO_ERROR = "no error";

    static Answer read(String trick, String line) {
        String[] parts = line.split(Victim.SEPARATOR, 3);
        return new Answer(trick, parts[0], Duration.ofMillis(Long.parseLong(parts[1])), parts[2]);
    }

    boolean isTyped() {
        return kind.equals(FAMILY);
    }
}
