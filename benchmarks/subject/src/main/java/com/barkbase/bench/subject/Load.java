package com.barkbase.bench.subject;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads of one pet by its key: one after the other, and of many callers on virtual threads. */
final class Load {
    private static final int MOST_WARM_UP = 5_000;
    private static final int PETS = 1_000;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Contender contender;

    Load(Contender contender) {
        this.contender = contender;
    }

    /** How long one takes, in microseconds, and the bytes that it allocates. */
    Map<String, Double> latency(int statements) throws Exception {
        int warmUp = Math.min(MOST_WARM_UP, statements);
        for (int i = 0; i < warmUp; i++) {
            contender.pet(1 + i % PETS);
        }
        long[] nanos = new long[statements];
        long allocated = allocatedBytes();
        for (int i = 0; i < statements; i++) {
            long start = System.nanoTime();
            contender.pet(1 + i % PETS);
            nanos[i] = System.nanoTime() - start;
        }
        allocated = allocatedBytes() - allocated;
        Arrays.sort(nanos);
        return Map.of(
                "p50", nanos[statements / 2] / NANOS_PER_MICRO,
                "p99", nanos[(int) (statements * 0.99)] / NANOS_PER_MICRO,
                "p999", nanos[(int) (statements * 0.999)] / NANOS_PER_MICRO,
                "allocated", (double) allocated / statements,
                "statements", (double) warmUp + statements);
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Statements a second. */
    Map<String, Double> throughput(int callers, long millis) throws Exception {
        run(callers, millis); // some log in only now, and the compiler is not done yet
        return Map.of("perSecond", run(callers, millis));
    }

    private double run(int callers, long millis) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + millis * NANOS_PER_MILLI;
        long done = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(() -> ask(end)));
            }
            for (Future<Integer> each : all) {
                done += each.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private int ask(long end) throws Exception {
        int done = 0;
        for (; System.nanoTime() - end < 0; done++) {
            contender.pet(1 + done % PETS);
        }
        return done;
    }
}
