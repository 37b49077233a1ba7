package com.barkbase.chaos.rotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What environments do all day: each asks one statement after the other, and now and then several at once, for which it
 * needs new connections; those beyond the last are closed after a second of idleness. Half of the environments write.
 */
final class Traffic implements AutoCloseable {
    private static final long PAUSE_MILLIS = 40;
    private static final int STEPS_TO_A_BURST = 40;
    /** Long enough that no two of a burst share a connection. */
    private static final String BURST = "SELECT pg_sleep(0.05)";

    private final List<Service> services;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> loops = new ArrayList<>();
    private volatile boolean over;

    Traffic(List<Service> services) {
        this.services = services;
        for (int i = 0; i < services.size(); i++) {
            Service service = services.get(i);
            String sql = i % 2 == 0 ? "SELECT count(*) FROM entry" : "INSERT INTO entry VALUES (default)";
            int phase = i * STEPS_TO_A_BURST / services.size();
            loops.add(threads.submit(() -> loop(service, sql, phase)));
        }
    }

    private void loop(Service service, String sql, int phase) {
        for (int step = phase; !over; step++) {
            ask(service, sql);
            if (step % STEPS_TO_A_BURST == 0) {
                burst(service);
            }
            pause();
        }
    }

    private boolean ask(Service service, String sql) {
        asked.incrementAndGet();
        try {
            service.ask(sql);
            return true;
        } catch (Exception e) {
            failed.incrementAndGet();
            if (failures.size() < 3) {
                failures.add(String.valueOf(e.getMessage()));
            }
            return false;
        }
    }

    private boolean burst(Service service) {
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < Service.CONNECTIONS - 1; i++) {
            answers.add(threads.submit(() -> ask(service, BURST)));
        }
        return answers.stream().allMatch(Traffic::isTrue);
    }

    /** Every environment needs new connections now: how long until the last of them has what it asked for. */
    Duration burstEverywhere() {
        long start = System.nanoTime();
        List<Future<Boolean>> all = services.stream()
                .map(service -> threads.submit(() -> burst(service)))
                .toList();
        all.forEach(Traffic::isTrue);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static boolean isTrue(Future<Boolean> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long asked() {
        return asked.get();
    }

    long failed() {
        return failed.get();
    }

    String examples() {
        return failures.isEmpty() ? "" : "; such as " + String.join("; ", failures);
    }

    @Override
    public void close() throws Exception {
        over = true;
        threads.close();
        for (Service service : services) {
            service.close();
        }
    }
}
