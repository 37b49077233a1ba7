package com.barkbase.db;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Secret mode: the login is read once and kept for the environment's life; it is read again only after PostgreSQL has
 * refused it, by one thread for all that wait.
 */
final class SecretLogins implements Logins {
    private final Settings settings;
    private final String secretName;
    private final SecretSource source;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Login login;

    SecretLogins(Settings settings, String secretName, SecretSource source) {
        this.settings = settings;
        this.secretName = secretName;
        this.source = source;
    }

    @Override
    public Login current(Deadline until) {
        Login known = login;
        return known != null ? known : readUnlessChanged(null, until);
    }

    @Override
    public Login after(Login refused, Deadline until) {
        return readUnlessChanged(refused, until);
    }

    @Override
    public String remedy() {
        return "The secret " + secretName + " was read again and holds the same password: if it was rotated, the"
                + " rotation has not finished; else the secret and the role in PostgreSQL differ.";
    }

    private Login readUnlessChanged(@Nullable Login stale, Deadline until) {
        lock(until);
        try {
            Login known = login;
            if (known != null && !known.equals(stale)) {
                return known;
            }
            Login read = read(until);
            login = read;
            return read;
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

    private Login read(Deadline until) {
        String text = source.read(secretName, SecretSource.CURRENT, Math.max(1, until.millisLeft()));
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
}
