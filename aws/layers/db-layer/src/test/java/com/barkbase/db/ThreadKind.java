package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The two kinds of threads; the virtual ones by reflection, since the tests are compiled for Java 17 too. */
enum ThreadKind {
    PLATFORM,
    VIRTUAL;

    private static final int VIRTUAL_SINCE = 21;

    /** What a call is made of; it may throw anything. */
    @FunctionalInterface
    interface Work {
        @Nullable
        Object run() throws Exception;
    }

    /** How a call ended, and whether its thread was still interrupted then. */
    record Ending(@Nullable Object value, @Nullable Throwable error, boolean interrupted) {}

    /** A call in a thread of its own. */
    record Call(Thread thread, CompletableFuture<Ending> future) {

        /** Until it waits for a permit: the only wait with a limit before a session is there. */
        void awaitWaiting() {
            Deadline until = Deadline.in(10_000);
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(until.hasPassed())
                        .as("the thread is %s", thread.getState())
                        .isFalse();
                Thread.onSpinWait();
            }
        }

        Ending ending() throws Exception {
            return future.get(30, TimeUnit.SECONDS);
        }
    }

    static boolean hasVirtual() {
        return Runtime.version().feature() >= VIRTUAL_SINCE;
    }

    static void assumeVirtual() {
        assumeTrue(hasVirtual(), "virtual threads need Java " + VIRTUAL_SINCE);
    }

    Call call(Work work) throws ReflectiveOperationException {
        CompletableFuture<Ending> future = new CompletableFuture<>();
        return new Call(start(() -> future.complete(end(work))), future);
    }

    Thread start(Runnable work) throws ReflectiveOperationException {
        if (this == PLATFORM) {
            Thread thread = new Thread(work);
            thread.start();
            return thread;
        }
        assumeVirtual();
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }

    private static Ending end(Work work) {
        try {
            Object value = work.run();
            return new Ending(value, null, Thread.currentThread().isInterrupted());
        } catch (Throwable e) {
            return new Ending(null, e, Thread.currentThread().isInterrupted());
        }
    }
}
