package com.barkbase.chaos.scenario;

import java.io.PrintStream;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What the user asked for. The seed decides what a scenario does; in which order statements meet at the server is the
 * scheduler's.
 *
 * @param steps how much is to be done at most; 0 for what the scenario thinks right
 * @param quick whether a small part is enough
 * @param limit how long it may take
 * @param progress where a line is written now and then
 */
public record Run(
        long seed,
        long steps,
        boolean quick,
        Duration limit,
        PrintStream progress,
        CountDownLatch stopped,
        long startNanos) {

    public Run(long seed, long steps, boolean quick, Duration limit, PrintStream progress) {
        this(seed, steps, quick, limit, progress, new CountDownLatch(1), System.nanoTime());
    }

    /** How many steps: those asked for, else the scenario's own number. */
    public long steps(long whole, long part) {
        return steps > 0 ? steps : sized(whole, part);
    }

    /** One of two sizes. */
    public <T> T sized(T whole, T part) {
        return quick ? part : whole;
    }

    /** The same seed and number give the same choices. */
    public RandomGenerator chance(long number) {
        return new SplittableRandom(seed * 31 + number);
    }

    public Duration taken() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    public boolean isOver() {
        return stopped.getCount() == 0 || taken().compareTo(limit) >= 0;
    }

    /** Waits, and says whether to go on: not where the time is over or somebody has stopped the run. */
    public boolean pause(Duration duration) throws InterruptedException {
        Duration left = limit.minus(taken());
        Duration pause = duration.compareTo(left) < 0 ? duration : left;
        return !stopped.await(Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS) && !isOver();
    }

    public void stop() {
        stopped.countDown();
    }

    /** A line of progress. */
    public void say(String line) {
        progress.printf("%4d s  %s%n", taken().toSeconds(), line);
    }
}
