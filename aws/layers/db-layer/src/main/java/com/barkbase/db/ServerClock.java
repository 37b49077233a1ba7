package com.barkbase.db;

import java.time.Duration;
import java.time.Instant;

/** The time as AWS has it: a machine whose clock is off by more than five minutes gets every request refused. */
final class ServerClock {
    /** Below AWS's five minutes by what an answer may take, and above what the Date header's whole seconds hide. */
    private static final Duration TOLERATED = Duration.ofMinutes(4);

    private volatile Duration offset = Duration.ZERO;

    Instant now() {
        return Instant.now().plus(offset);
    }

    /** Takes over the server's time and remembers it; false where the clock was not the fault. */
    boolean correctTo(Instant serverTime) {
        boolean wrong = serverTime.isAfter(Instant.EPOCH)
                && Duration.between(now(), serverTime).abs().compareTo(TOLERATED) > 0;
        if (wrong) {
            offset = Duration.between(Instant.now(), serverTime);
        }
        return wrong;
    }
}
