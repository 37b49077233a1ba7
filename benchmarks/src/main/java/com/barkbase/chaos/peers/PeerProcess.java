package com.barkbase.chaos.peers;

import com.barkbase.bench.compare.Competitor;
import com.barkbase.bench.compare.Programs;
import com.barkbase.chaos.rig.Child;
import com.barkbase.chaos.rig.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A function over one competitor, with one connection. For one thread. */
final class PeerProcess implements AutoCloseable {
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final Duration FIRST = Duration.ofSeconds(60);

    private final Competitor who;
    private final Child process;
    private int number;
    private boolean lost;

    /**
     * What became of a write.
     *
     * @param told {@code done}, {@code unknown}, {@code failed} and why, or {@code silent}
     */
    record Answer(String entry, String told, Duration taken) {
        boolean isDone() {
            return told.equals("done");
        }

        boolean isFailed() {
            return told.startsWith("failed");
        }

        boolean isSilent() {
            return told.equals("silent");
        }
    }

    /** Starts it and has its first write done. */
    PeerProcess(Competitor who, Programs programs, Map<String, String> variables, Path log)
            throws IOException, InterruptedException {
        this.who = who;
        this.process = Child.start(programs.peer(who), variables, log);
        Answer first = write(FIRST);
        if (!first.isDone()) {
            close();
            throw new IOException(who.title + " did not start: " + first.told() + "; see " + log);
        }
    }

    Competitor who() {
        return who;
    }

    /** A new entry; one that has not been answered within the limit is not waited for, nor is any after it. */
    Answer write(Duration limit) throws InterruptedException {
        String entry = who + "-" + number++;
        long start = System.nanoTime();
        String told = lost ? "silent" : told(entry, limit);
        return new Answer(entry, told, Duration.ofNanos(System.nanoTime() - start));
    }

    private String told(String entry, Duration limit) throws InterruptedException {
        try {
            return CompletableFuture.supplyAsync(() -> ask(entry), THREADS)
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lost = true; // its answers would be taken for those to later questions
            return "silent";
        } catch (ExecutionException e) {
            throw new IllegalStateException(who.title, e.getCause());
        }
    }

    private String ask(String entry) {
        try {
            return process.ask(entry);
        } catch (IOException e) {
            return "failed " + e.getMessage();
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        Processes.signal(process.process(), name);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.kill();
        process.close();
    }
}
