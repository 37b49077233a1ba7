package com.barkbase.http;

import com.barkbase.db.PoolListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the pool does besides statements, from one line of the log to the next. Most lines have nothing of it; an
 * environment's first one tells what connecting cost.
 */
final class PoolCounts implements PoolListener {

    /** Of this execution environment, as there is one pool. */
    static final PoolCounts SHARED = new PoolCounts();

    /**
     * What an operator has on a screen: that the server is full, before requests fail, and that nobody knows what
     * became of a write. The rest explains a slow request; it is read in the log, since a metric is paid for.
     */
    static final List<String> METRICS = List.of("loginRetries", "unknownOutcomes");

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    private void add(String name, long amount) {
        counts.computeIfAbsent(name, first -> new AtomicLong()).addAndGet(amount);
    }

    @Override
    public void connected(Duration took) {
        add("connects", 1);
        add("connectMs", took.toMillis());
    }

    @Override
    public void loginRetried(String sqlState, int attempt, Duration wait) {
        add("loginRetries", 1);
    }

    @Override
    public void secretRead(String versionStage, Duration took) {
        add("secretReads", 1);
        add("secretMs", took.toMillis());
    }

    @Override
    public void waited(Duration took) {
        add("waits", 1);
        add("waitMs", took.toMillis());
    }

    @Override
    public void evicted(Eviction reason) {
        add("evictions", 1);
    }

    @Override
    public void outcomeUnknown(@Nullable String sqlState) {
        add("unknownOutcomes", 1);
    }

    /** What was counted since the last time, by name; what is 0 is left out. */
    Map<String, Object> take() {
        Map<String, Object> taken = new TreeMap<>();
        counts.forEach((name, count) -> {
            long amount = count.getAndSet(0);
            if (amount != 0) {
                taken.put(name, amount);
            }
        });
        return taken;
    }
}
