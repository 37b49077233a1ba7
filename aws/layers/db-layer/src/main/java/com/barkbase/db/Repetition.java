package com.barkbase.db;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a transaction again that PostgreSQL rolled back for the sake of another.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">full jitter</a>
 */
final class Repetition {
    private static final Set<String> LOST_TO_ANOTHER = Set.of("40001", "40P01");
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final int attempts;
    private final Deadline until;

    /** One transaction, from its beginning. */
    interface Attempt<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    Repetition(int attempts, @Nullable Deadline deadline) {
        this.attempts = attempts;
        this.until = deadline == null ? Deadline.at(Instant.MAX) : deadline;
    }

    <T extends @Nullable Object, X extends Exception> T run(Attempt<T, X> attempt) throws X {
        Throwable before = null;
        for (int made = 1; ; made++) {
            try {
                return attempt.run();
            } catch (Throwable failure) {
                if (before != null) {
                    failure.addSuppressed(before);
                }
                String state = lostToAnother(failure);
                if (state == null || made == attempts || !pause(made)) {
                    throw failure;
                }
                Log.info("a transaction runs again after " + state + ": attempt " + (made + 1) + " of " + attempts);
                before = failure;
            }
        }
    }

    /** The function may have thrown what it made of PostgreSQL's error. */
    private static @Nullable String lostToAnother(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatementException refused
                    && LOST_TO_ANOTHER.contains(String.valueOf(refused.sqlState()))) {
                return refused.sqlState();
            }
        }
        return null;
    }

    /** False where there is no time for another attempt. */
    private boolean pause(int made) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(made - 1, 10));
        return until.pause(Jitter.upTo(most));
    }
}
