package com.barkbase.db;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Secret mode: the login is read once and kept for the environment's life; it is read again only after PostgreSQL has
 * refused it, by one thread for all that wait.
 *
 * <p>A rotation changes the password in PostgreSQL first and moves the label AWSCURRENT afterwards. In between the
 * password that works is the version AWSPENDING. That may also be a rotation's that failed: what is refused is tried
 * once.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html">Lambda
 *     rotation functions</a>
 */
final class SecretLogins implements Logins {
    private static final long LONGEST_PAUSE_MILLIS = 300;

    private final Settings settings;
    private final String secretName;
    private final SecretSource source;
    private final PoolListener listener;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Login login;

    SecretLogins(Settings settings, String secretName, SecretSource source, PoolListener listener) {
        this.settings = settings;
        this.secretName = secretName;
        this.source = source;
        this.listener = listener;
    }

    @Override
    public Login current(Deadline until) {
        Login known = login;
        return known != null ? known : firstRead(until);
    }

    @Override
    public @Nullable Login next(List<Login> refused, Deadline until) {
        lock(until);
        try {
            Login known = login;
            if (known != null && !refused.contains(known)) {
                return known;
            }
            Login current = read(SecretSource.CURRENT, until);
            Login other = refused.contains(current) ? otherThan(refused, until) : current;
            login = other == null ? current : other;
            Log.info("PostgreSQL refused the login of " + current + "; the secret was read again and holds "
                    + (other == null ? "no other" : "another, trying that"));
            return other;
        } finally {
            reading.unlock();
        }
    }

    /** The last look is for the label that moved between the first two. */
    private @Nullable Login otherThan(List<Login> refused, Deadline until) {
        Login pending = pending(until);
        if (pending != null && !refused.contains(pending)) {
            return pending;
        }
        // Random, so that many environments do not come back at once.
        if (!until.pause(Jitter.between(LONGEST_PAUSE_MILLIS / 2, LONGEST_PAUSE_MILLIS))) {
            return null;
        }
        Login current = read(SecretSource.CURRENT, until);
        return refused.contains(current) ? null : current;
    }

    /** Null where there is none or it is not ours to read: what PostgreSQL said of the other is what counts. */
    private @Nullable Login pending(Deadline until) {
        try {
            return read(SecretSource.PENDING, until);
        } catch (SecretException | ConfigurationException e) {
            Log.info("no login in the version AWSPENDING: " + e.getMessage());
            return null;
        }
    }

    @Override
    public String remedy() {
        return "The secret " + secretName + " was read again, and neither AWSCURRENT nor AWSPENDING holds another login"
                + " that PostgreSQL takes: the secret and the role in PostgreSQL differ.";
    }

    private Login firstRead(Deadline until) {
        lock(until);
        try {
            Login known = login;
            if (known == null) {
                known = read(SecretSource.CURRENT, until);
                login = known;
            }
            return known;
        } finally {
            reading.unlock();
        }
    }

    private void lock(Deadline until) {
        try {
            if (!reading.tryLock(Math.max(0, until.millisLeft()), TimeUnit.MILLISECONDS)) {
                throw new SecretException(
                        "The secret " + secretName + " was still being read by another thread when the time was up.",
                        true,
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretException("The thread was interrupted while it waited for the secret.", true, e);
        }
    }

    private Login read(String versionStage, Deadline until) {
        String text = text(versionStage, until);
        Map<String, String> fields;
        try {
            fields = Json.object(text);
        } catch (JsonException e) {
            throw new SecretException(
                    "The secret " + secretName + " is not a JSON object: " + e.getMessage()
                            + " It must hold at least \"username\" and \"password\".",
                    false,
                    null);
        }
        return settings.login(secretName, fields);
    }

    private String text(String versionStage, Deadline until) {
        long start = System.nanoTime();
        try {
            return source.read(secretName, versionStage, Math.max(1, until.millisLeft()));
        } finally {
            listener.secretRead(versionStage, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
