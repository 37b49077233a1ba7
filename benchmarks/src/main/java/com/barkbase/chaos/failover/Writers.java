package com.barkbase.chaos.failover;

import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Write one entry after the other over one pool, never the same twice, and keep what they were told. */
final class Writers implements AutoCloseable {
    static final int NUMBER = 8;

    private static final long PAUSE_MILLIS = 10;
    private static final String WRITE = "INSERT INTO entry VALUES ($1)";

    private final Pool pool;
    private final ExecutorService threads = Executors.newFixedThreadPool(NUMBER);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> undone = ConcurrentHashMap.newKeySet();
    /** The number of entries that each has had acknowledged since the name moved, and when the first. */
    private final AtomicLongArray resumedAt = new AtomicLongArray(NUMBER);

    private final AtomicLong readOnlySinceMove = new AtomicLong();
    private volatile long movedAt;

    Writers(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("DB_POOL_MAX", Integer.toString(NUMBER));
        all.put("DB_STATEMENT_TIMEOUT", "500");
        all.put("DB_CONNECTION_TIMEOUT", "1000");
        pool = Pool.open(all);
        for (int i = 0; i < NUMBER; i++) {
            int writer = i;
            threads.execute(() -> loop(writer));
        }
    }

    private void loop(int writer) {
        try {
            for (int number = 0; !threads.isShutdown(); number++) {
                write(writer, "entry " + writer + "-" + number);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(int writer, String entry) {
        long begun = System.nanoTime();
        boolean afterMove = movedAt != 0;
        try {
            if (writer % 2 == 0) {
                pool.update(WRITE, entry);
            } else {
                pool.inTransaction(tx -> tx.update(WRITE, entry));
            }
            acknowledged.add(entry);
            if (movedAt != 0 && System.nanoTime() - movedAt > 0 && (afterMove || begun - movedAt > 0)) {
                resumedAt.compareAndSet(writer, 0, System.nanoTime());
            }
        } catch (DbException e) {
            if (e.safeToRetry()) {
                undone.add(entry);
            }
            if (afterMove && "25006".equals(e.sqlState())) {
                readOnlySinceMove.incrementAndGet();
            }
        }
    }

    void nameHasMoved() {
        movedAt = System.nanoTime();
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Told to have had no effect. */
    Set<String> undone() {
        return Set.copyOf(undone);
    }

    long refusedAsReadOnlySinceMove() {
        return readOnlySinceMove.get();
    }

    boolean allResumed() {
        return Arrays.stream(resumed()).allMatch(at -> at != 0);
    }

    /** From the move of the name until the last of them had a write acknowledged. */
    Duration pause() {
        return Duration.ofNanos(
                Arrays.stream(resumed()).map(at -> at - movedAt).max().orElse(0));
    }

    private long[] resumed() {
        long[] moments = new long[NUMBER];
        Arrays.setAll(moments, resumedAt::get);
        return moments;
    }

    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        pool.close();
    }
}
