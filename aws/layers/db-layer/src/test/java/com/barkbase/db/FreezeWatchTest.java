package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** With a clock of its own, since a test cannot stand still. */
class FreezeWatchTest {
    private final AtomicLong clock = new AtomicLong();
    private final FreezeWatch watch = new FreezeWatch(clock::get, () -> false);

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void takesAMinuteOfIdlenessForNone() {
        long since = clock.get();
        for (int tick = 0; tick < 240; tick++) {
            pass(FreezeWatch.TICK_MILLIS);
            watch.wake();
        }
        assertThat(watch.frozeSince(since)).isFalse();
    }

    @Test
    void noticesAFreezeWhoeverWakesFirst() {
        long since = clock.get();
        pass(5_000);
        assertThat(watch.frozeSince(since)).as("a request").isTrue();
        long later = clock.get();
        assertThat(watch.frozeSince(later)).isFalse();

        pass(5_000);
        watch.wake();
        assertThat(watch.frozeSince(later)).as("the thread").isTrue();
    }

    @Test
    void remembersAFreezeForAllThatWasIdleThen() {
        long before = clock.get();
        pass(5_000);
        watch.wake();
        long after = clock.get();
        pass(FreezeWatch.TICK_MILLIS);
        watch.wake();
        assertThat(watch.frozeSince(before)).isTrue();
        assertThat(watch.frozeSince(after)).isFalse();
    }

    @Test
    void doubtsAllThatWasIdleWhenAConnectionWasLost() {
        long idle = clock.get();
        pass(10);
        watch.doubtAll();
        assertThat(watch.frozeSince(idle)).isTrue();
        assertThat(watch.frozeSince(clock.get())).isFalse();
    }
}
