package com.barkbase.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What has to be closed, last opened first, whether {@code dev} ends by itself, by Ctrl-C or in the middle of its
 * start. Thread-safe: the JVM's shutdown runs beside the main thread.
 */
final class Closing implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    /** Opens a resource and takes it over, in one step: what the end finds is all that there is. Must not take long. */
    synchronized <T extends AutoCloseable> T open(Supplier<T> opener) {
        if (begun()) {
            throw new CannotStart("Stopped while starting.");
        }
        T resource = opener.get();
        open.push(resource);
        return resource;
    }

    boolean begun() {
        return begun.getCount() == 0;
    }

    /** Waits up to {@code timeout} and says whether the end has come, so that what ended was meant to. */
    boolean beginsWithin(Duration timeout) {
        try {
            return begun.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        begun.countDown();
        closeAll();
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    /** One failure must not keep the others open. */
    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            System.err.println("dev: while stopping: " + failure.getMessage());
        }
    }
}
