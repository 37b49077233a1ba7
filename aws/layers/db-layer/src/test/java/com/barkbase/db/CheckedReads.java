package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads with known credentials, none of which may come up in a failure. */
final class CheckedReads {
    static final String TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE";
    static final AwsCredentials CREDENTIALS = new AwsCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMIEXAMPLE", TOKEN);

    private CheckedReads() {}

    /** A client with credentials in its variables, for us-west-2. */
    static SecretsManager client(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_REGION",
                "us-west-2",
                "AWS_ACCESS_KEY_ID",
                CREDENTIALS.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                CREDENTIALS.secretAccessKey(),
                "AWS_SESSION_TOKEN",
                TOKEN));
        variables.putAll(more);
        return new SecretsManager(variables);
    }

    static SecretException failureOf(SecretsManager client, String name, long timeoutMillis) {
        return failureOf(SecretException.class, client, name, timeoutMillis);
    }

    static <E extends DbException> E failureOf(Class<E> type, SecretsManager client, String name, long timeoutMillis) {
        E failure = catchThrowableOfType(type, () -> client.read(name, SecretSource.CURRENT, timeoutMillis));
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain("wJalrXUtnFEMI", "IQoJb3JpZ2lu", "hunter2", "aHVudGVyMi1", "AKIAIOSFODNN7EXAMPLE");
        return failure;
    }

    /** Waits until no thread is left in a read; fails after ten seconds, when a patient one would still go on. */
    static void awaitNoReader() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("barkbase-secret")) {
                thread.join(Duration.ofSeconds(10).toMillis());
                assertThat(thread.isAlive()).as("%s still runs", thread).isFalse();
            }
        }
    }
}
