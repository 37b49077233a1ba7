package com.barkbase.db;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.barkbase.db.HostileServer.Part;
import com.barkbase.db.HostileServer.Peer;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that says what no PostgreSQL does costs an error with a sentence, and neither memory nor time. */
@Timeout(60)
class HostileServerIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int SEED = 20261128;

    private static <E extends DbException> E failure(Class<E> type, HostileServer server) {
        try (Pool pool = Pool.open(server.login())) {
            E failure = catchThrowableOfType(type, () -> pool.query("select 1"));
            assertThat(failure).isNotNull();
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(String.valueOf(each.getMessage())).doesNotContain(PASSWORD);
            }
            return failure;
        }
    }

    private static String refusal(Part part) throws IOException {
        try (HostileServer server = new HostileServer(part)) {
            return failure(ConnectionException.class, server).getMessage().replace(server.name(), "SERVER");
        }
    }

    private static String impossible(String what) {
        return "The server at SERVER sent " + what + ", which no PostgreSQL does: check that DB_HOST and DB_PORT, or"
                + " the secret's host and port, name a PostgreSQL.";
    }

    @Test
    void refusesALoginMessageOfALengthThatWouldTakeTheMemory() throws IOException {
        assertThat(refusal(client -> client.announce('R', Integer.MAX_VALUE)))
                .isEqualTo(impossible("a message 'R' of 2147483647 bytes"));
        assertThat(refusal(client -> client.announce('E', -1))).isEqualTo(impossible("a message 'E' of -1 bytes"));
    }

    @Test
    void refusesWhatAnotherKindOfServerSays() throws IOException {
        // In one piece: of a first byte alone, which PostgreSQL might have said, the driver makes something else.
        assertThat(refusal(client -> client.out().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII))))
                .isEqualTo(impossible("a message 'H' of 1414811695 bytes"));
        assertThat(refusal(client -> client.out().writeBytes("-ERR unknown command\r\n")))
                .isEqualTo(impossible("a message of type 45"));
    }

    @Test
    void refusesALoginThatNeverEnds() throws IOException {
        String chatter = "x".repeat(10_000);
        assertThat(refusal(client -> {
                    client.asksFor(0);
                    while (true) {
                        client.message('S', "application_name", chatter, "");
                    }
                }))
                .matches(
                        "The server at SERVER sent 1\\d{6} bytes that were not asked for, which no PostgreSQL does:.*");
    }

    static Stream<int[]> wishes() {
        return Stream.of(new int[] {3}, new int[] {5, 0x5a17});
    }

    /** What it is told by MD5 it can try guesses against, a hash each, with a salt of its choice. */
    @ParameterizedTest
    @MethodSource("wishes")
    void saysThePasswordNeitherInClearNorByMd5ToAServerThatNoCertificateProves(int[] wish) throws Exception {
        CompletableFuture<Boolean> silent = new CompletableFuture<>();
        String refusal = refusal(client -> {
            client.asksFor(wish);
            silent.complete(client.isLeft());
        });
        assertThat(refusal)
                .isEqualTo("SERVER asks for what it is not given (the password in clear or by MD5 without"
                        + " TLS, GSS, or SSPI): let its pg_hba.conf say scram-sha-256, and set the password anew where"
                        + " it is stored for MD5.");
        assertThat(silent.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsTheServersWordsShortAndOnOneLine() throws IOException {
        String refusal = refusal(client -> client.message(
                'E', "SFATAL", "C58000", "Mforged\r\n[DB-LAYER] all is well " + "x".repeat(50_000), "", ""));
        assertThat(refusal)
                .startsWith("PostgreSQL at SERVER refused the session (58000): forged [DB-LAYER] all is well xxx")
                .endsWith("x….")
                .hasSizeLessThan(1_200)
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void leavesTheOutcomeOpenWhereARowClaimsToBeLargerThanItsMessage() throws IOException {
        try (HostileServer server = new HostileServer(client -> {
            client.logsIn();
            client.hears();
            client.message('1');
            client.message('2');
            client.message('T', column());
            client.announce('D', 10);
            client.out().writeShort(1);
            client.out().writeInt(Integer.MAX_VALUE);
            client.out().flush();
        })) {
            OutcomeUnknownException failure = failure(OutcomeUnknownException.class, server);
            assertThat(failure.getCause().getCause())
                    .hasMessage("sent a column of 2147483647 bytes in what is left of a row, 0, which no PostgreSQL"
                            + " does");
        }
    }

    private static byte[] column() {
        byte[] field = new byte[2 + 2 + 18]; // one column, its name of one letter, and its type's facts
        field[1] = 1;
        field[2] = 'n';
        field[13] = 25; // text
        return field;
    }

    /** The lengths are right, so that it is the driver that has to make sense of what it is told. */
    @Test
    void tellsEveryNonsenseAsAnErrorOfTheFamily() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        try (HostileServer server = new HostileServer(client -> nonsense(client, random));
                Pool pool = Pool.open(server.login())) {
            for (int i = 0; i < 1_000; i++) {
                Throwable failure = catchThrowable(() -> pool.query("select 1"));
                assertThat(failure).as("round %d", i).isInstanceOf(DbException.class);
                assertThat(failure.getMessage())
                        .doesNotContainPattern("\\p{Cntrl}")
                        .doesNotContain(PASSWORD);
            }
        }
    }

    private static void nonsense(Peer client, Random random) throws IOException {
        if (random.nextInt(3) == 0) {
            client.logsIn();
            client.hears();
        } else if (random.nextInt(2) == 0) {
            client.message('R', "\0\0\0\nSCRAM-SHA-256", "", "");
            client.hears();
        }
        for (int i = random.nextInt(6); i >= 0; i--) {
            byte[] body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            char type = "RKSNEAZTCI12nst3GHcv".charAt(random.nextInt(20));
            if (type == 'R' && body.length > 4) {
                System.arraycopy(HostileServer.integers(random.nextInt(14)), 0, body, 0, 4);
            }
            client.message(type, body);
        }
    }
}
