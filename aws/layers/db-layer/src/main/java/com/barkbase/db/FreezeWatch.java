package com.barkbase.db;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Notices that the process stood still, as Lambda lets one between two requests: what became of its sockets meanwhile,
 * nobody can know without asking. A thread that wakes now and then sees how long it slept; idleness alone is no freeze.
 * Since it wakes anyway, it looks after answers that are waited for too long, too.
 */
final class FreezeWatch implements AutoCloseable {
    static final long TICK_MILLIS = 250;
    /** A busy machine, or a long pause of the garbage collector, is less. */
    static final long FREEZE_MILLIS = 1_000;

    private final LongSupplier nanoClock;
    private final BooleanSupplier onTick;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile long awakeAt;
    private volatile long thawedAt;
    private volatile boolean closed;

    /** @param onTick is called at each tick; true where it must go on though this is closed */
    FreezeWatch(BooleanSupplier onTick) {
        this(System::nanoTime, onTick);
    }

    FreezeWatch(LongSupplier nanoClock, BooleanSupplier onTick) {
        this.nanoClock = nanoClock;
        this.onTick = onTick;
        this.awakeAt = nanoClock.getAsLong();
        this.thawedAt = awakeAt;
    }

    /** Begins to watch, unless it does already. */
    void start() {
        if (started.compareAndSet(false, true)) {
            awakeAt = nanoClock.getAsLong();
            Thread thread = new Thread(this::watch, "barkbase-freeze-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void watch() {
        try {
            boolean needed = true;
            while (needed) {
                Thread.sleep(TICK_MILLIS);
                wake();
                needed = onTick.getAsBoolean() || !closed;
            }
        } catch (InterruptedException e) {
            // somebody ends the JVM's threads
        } finally {
            started.set(false);
        }
    }

    /** By whoever is first, the watching thread or a request. */
    void wake() {
        long now = nanoClock.getAsLong();
        if (now - awakeAt > TimeUnit.MILLISECONDS.toNanos(FREEZE_MILLIS)) {
            thawedAt = now;
        }
        awakeAt = now;
    }

    /** A connection was lost: the peer of all the others, which may be gone too, is doubted as after a freeze. */
    void doubtAll() {
        thawedAt = nanoClock.getAsLong();
    }

    /** Whether the process stood still, or a connection was lost, at any time after {@code nanoTime}. */
    boolean frozeSince(long nanoTime) {
        if (nanoClock.getAsLong() - awakeAt > TimeUnit.MILLISECONDS.toNanos(FREEZE_MILLIS)) {
            wake();
        }
        return thawedAt - nanoTime > 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
