package com.barkbase.db;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * Reads secrets from AWS Secrets Manager with one signed HTTPS request and the JDK alone: an SDK would take several
 * times as long to start and fight the function's own. Remembers the container's credentials and how far the clock is
 * off, nothing else. Thread-safe.
 */
final class SecretsManager implements SecretSource {
    private final Map<String, String> variables;
    private final CredentialsSource credentials;
    private final ServerClock clock = new ServerClock();

    /** @param variables the process's environment; looked at only when a secret is read */
    SecretsManager(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        this.credentials = new CredentialsSource(this.variables);
    }

    /** Read in a thread of its own, because nothing else bounds the resolution of a host's name. */
    @Override
    public String read(String secretId, String versionStage, long timeoutMillis) {
        SecretsEndpoint endpoint = SecretsEndpoint.of(secretId, variables);
        SecretFailures failures =
                new SecretFailures(secretId, versionStage, endpoint, timeoutMillis, credentials.remedy());
        BoundedHttp http = new BoundedHttp(timeoutMillis);
        SecretReading reading = new SecretReading(http, credentials, clock, failures);
        FutureTask<String> task = new FutureTask<>(reading);
        daemon(task, "barkbase-secret").start();
        try {
            return task.get(timeoutMillis, MILLISECONDS);
        } catch (TimeoutException e) {
            throw reading.givenUp(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DbException known ? known : failures.unexpected(e);
        } finally {
            if (task.cancel(true)) {
                // The JDK waits for whoever reads or drains the answer, and the caller has no more time.
                daemon(http::abort, "barkbase-secret-end").start();
            }
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
