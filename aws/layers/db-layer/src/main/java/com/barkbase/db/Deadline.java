package com.barkbase.db;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A moment of the monotonic clock until which something may take; an adjusted wall clock does not move it. */
record Deadline(long nanoTime) {
    /** A hundred years, of which the monotonic clock can count 292. */
    private static final long FURTHEST_SECONDS = 36_525L * 24 * 3_600;

    static Deadline in(long millis) {
        return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    static Deadline at(Instant instant) {
        Duration left = Duration.between(Instant.now(), instant);
        return in(Math.max(-FURTHEST_SECONDS, Math.min(left.toSeconds(), FURTHEST_SECONDS)) * 1_000
                + left.toMillisPart());
    }

    Deadline orEarlier(Deadline other) {
        return nanoTime - other.nanoTime <= 0 ? this : other;
    }

    /** Rounded up, so that 0 and below mean that it has passed. */
    long millisLeft() {
        return -Math.floorDiv(System.nanoTime() - nanoTime, 1_000_000L);
    }

    /** Sleeps for {@code millis}; false, and at once, where they would end after it or the thread is interrupted. */
    boolean pause(long millis) {
        if (millisLeft() <= millis) {
            return false;
        }
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean hasPassed() {
        return nanoTime - System.nanoTime() <= 0;
    }
}
