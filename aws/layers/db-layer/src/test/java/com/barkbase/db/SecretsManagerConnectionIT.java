package com.barkbase.db;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.ScriptedServer.Script;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens where no answer comes: the read ends in time, says why, and leaves no thread behind. */
class SecretsManagerConnectionIT {
    private static final String NAME = "barkbase/dev/postgres/credentials";
    private static final long PATIENT_MILLIS = 20_000;
    /** A busy machine's; what is not ended takes minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Test
    void asksAgainAtMostTwiceWhereTheConnectionIsCut() throws Exception {
        Script cut = (number, request, out) ->
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".getBytes(ISO_8859_1));
        Script silent = (number, request, out) -> out.close();
        for (Script script : List.of(cut, silent)) {
            try (ScriptedServer server = new ScriptedServer(script)) {
                SecretException failure = CheckedReads.failureOf(client(server), NAME, PATIENT_MILLIS);
                assertThat(failure)
                        .hasMessage("Secrets Manager at " + server.host() + " broke the connection without an answer"
                                + " (3 times): try again later, and check AWS_ENDPOINT_URL_SECRETS_MANAGER.");
                assertThat(failure.safeToRetry()).isTrue();
                assertThat(server.requests()).hasSize(3);
            }
        }
    }

    @Test
    void givesUpAfterCutsInARowOnly() throws Exception {
        Script cutAndThrottled = (number, request, out) -> {
            if (number == 6) {
                ScriptedServer.send(200, "{\"SecretString\":\"at last\"}", out);
            } else if (number % 2 == 0) {
                ScriptedServer.send(400, "{\"__type\":\"ThrottlingException\"}", out);
            }
        };
        try (ScriptedServer server = new ScriptedServer(cutAndThrottled)) {
            assertThat(client(server).read(NAME, SecretSource.CURRENT, PATIENT_MILLIS))
                    .isEqualTo("at last");
        }
    }

    /** The JDK keeps it for all of the process, and takes it also where its peer has long been gone. */
    @Test
    void usesNoConnectionThatTheFunctionLeftIdle() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Script keepsTheFirst = (number, request, out) -> {
            if (number == 1) {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK".getBytes(ISO_8859_1));
                out.flush();
                over.await();
            }
            ScriptedServer.send(200, "{\"SecretString\":\"by a connection of its own\"}", out);
        };
        try (ScriptedServer server = new ScriptedServer(keepsTheFirst)) {
            try (InputStream in = URI.create(server.url() + "/").toURL().openStream()) {
                assertThat(in.readAllBytes()).hasSize(2);
            }
            assertThat(client(server).read(NAME, SecretSource.CURRENT, PATIENT_MILLIS))
                    .isEqualTo("by a connection of its own");
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"})
    void endsInTimeWhereTheServerIsSilentOrDrips(String beginning) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Script script = (number, request, out) -> {
            out.write(beginning.getBytes(ISO_8859_1));
            do {
                out.write(beginning.isEmpty() ? new byte[0] : new byte[] {'x'});
                out.flush();
            } while (!over.await(50, TimeUnit.MILLISECONDS));
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            silentFor(server.host(), client(server));
            assertThat(server.requests()).hasSize(1);
        } finally {
            over.countDown();
        }
    }

    /** The thread that reads holds the answer's lock nearly always, and is to give it to the one that gives up. */
    @Test
    void endsInTimeWhereTheAnswerComesByteByByte() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Script script = (number, request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n".getBytes(ISO_8859_1));
            do {
                out.write('x');
                out.flush();
            } while (!over.await(100, TimeUnit.MICROSECONDS));
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            silentFor(server.host(), client(server));
        } finally {
            over.countDown();
        }
    }

    @Test
    void endsInTimeWhereNoOneAnswersTheHandshake() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0)) {
            String host = "localhost:" + deaf.getLocalPort();
            silentFor(host, CheckedReads.client(Map.of("AWS_ENDPOINT_URL", "https://" + host)));
        }
    }

    @Test
    void tellsThatNothingListens() throws Exception {
        int closedPort;
        try (ServerSocket closed = new ServerSocket(0)) {
            closedPort = closed.getLocalPort();
        }
        SecretException failure = CheckedReads.failureOf(
                CheckedReads.client(Map.of("AWS_ENDPOINT_URL", "http://localhost:" + closedPort)),
                NAME,
                PATIENT_MILLIS);
        assertThat(failure).hasMessage("Nothing listens at localhost:" + closedPort + ": check AWS_ENDPOINT_URL.");
        assertThat(failure.safeToRetry()).isTrue();
    }

    /** A label longer than DNS allows fails in the resolver itself, so that no query leaves this machine. */
    @Test
    void tellsThatAHostDoesNotResolve() {
        String host = "x".repeat(64) + ".invalid";
        SecretException failure = CheckedReads.failureOf(
                CheckedReads.client(Map.of("AWS_ENDPOINT_URL", "https://" + host)), NAME, PATIENT_MILLIS);
        assertThat(failure)
                .hasMessage("The host " + host + " of region us-west-2 does not resolve: check AWS_ENDPOINT_URL.");
        assertThat(failure.safeToRetry()).isTrue();
    }

    @Test
    void anInterruptedCallerIsFreedAndStaysInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Script script = (number, request, out) -> {
            asked.countDown();
            over.await();
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                caller.interrupt();
            });
            interrupter.start();
            assertThatThrownBy(() -> client(server).read(NAME, SecretSource.CURRENT, PATIENT_MILLIS))
                    .isInstanceOf(SecretException.class)
                    .hasMessage("Interrupted while the secret '" + NAME + "' in us-west-2 was read.");
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            over.countDown();
        }
        CheckedReads.awaitNoReader();
    }

    private static void silentFor(String host, SecretsManager client) throws InterruptedException {
        long start = System.nanoTime();
        SecretException failure = CheckedReads.failureOf(client, NAME, 1_500);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1_490), LONGEST);
        assertThat(failure)
                .hasMessage("Secrets Manager at " + host + " did not answer within 1500 ms: in a VPC the function's"
                        + " subnets need an interface endpoint for Secrets Manager or a NAT gateway.");
        assertThat(failure.safeToRetry()).isTrue();
        CheckedReads.awaitNoReader();
    }

    private static SecretsManager client(ScriptedServer server) {
        return CheckedReads.client(Map.of("AWS_ENDPOINT_URL_SECRETS_MANAGER", server.url()));
    }
}
