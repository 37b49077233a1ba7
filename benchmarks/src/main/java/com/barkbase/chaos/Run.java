package com.barkbase.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * What the user asked for. The seed decides what each caller does; in which order the callers' statements meet at the
 * server is the scheduler's.
 *
 * @param steps how much is to be done at most
 * @param limit how long it may take
 * @param progress where a line is written now and then
 */
record Run(long seed, long steps, Duration limit, PrintStream progress, AtomicBoolean stopped, long startNanos) {

    Run(long seed, long steps, Duration limit, PrintStream progress) {
        this(seed, steps, limit, progress, new AtomicBoolean(), System.nanoTime());
    }

    /** The same seed and number give the same choices. */
    RandomGenerator chance(long number) {
        return new SplittableRandom(seed * 31 + number);
    }

    Duration taken() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    boolean isOver() {
        return stopped.get() || taken().compareTo(limit) >= 0;
    }

    void stop() {
        stopped.set(true);
    }
}
