package com.barkbase.chaos.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All that a peer may do to a client, by the step at which it does it. */
final class Tricks {
    private static final int PASSWORD = 3;
    private static final int SSPI = 9;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final String LONG = "x".repeat(50_000);
    private static final int GIGABYTE = 1 << 30;

    /** On any connection, to whatever it waits for. */
    static final List<Trick> ANYWHERE = List.of(
            new Trick("hangs up", client -> {}),
            new Trick("is silent", Wire::isSilent),
            new Trick("says something random", client -> client.out().write(client.random(2_000))),
            new Trick("speaks HTTP", client -> client.say("HTTP/1.1 400 Bad Request\r\n\r\n")),
            new Trick("drips", client -> client.drips("N\0\0\1\0SNOTICE\0".getBytes(StandardCharsets.US_ASCII))));

    /** In PostgreSQL's messages. */
    static final List<Trick> MESSAGES = List.of(
            new Trick("announces 2 GiB", client -> client.announce('E', Integer.MAX_VALUE)),
            new Trick("announces less than nothing", client -> client.announce('E', -1)),
            new Trick("hangs up within a message", client -> client.announce('E', 100)),
            new Trick("notices without end", client -> endless(client, 'N', "SNOTICE", "M" + LONG, "", "")),
            new Trick("settings without end", client -> endless(client, 'S', "application_name", LONG, "")),
            new Trick(
                    "an error that forges a log line",
                    client -> client.texts('E', "SFATAL", "C58000", "Mx\r\n[DB-LAYER] all is well " + LONG, "", "")),
            new Trick("an error of nonsense", client -> client.message('E', client.random(300))),
            new Trick("messages of nonsense", Tricks::nonsense));

    /** While the client waits to be asked for its password. */
    static final List<Trick> LOGIN = List.of(
            new Trick("asks for the password in clear", client -> client.authentication(PASSWORD, "")),
            new Trick("asks for SSPI", client -> client.authentication(SSPI, "")),
            new Trick("knows no way to log in", client -> client.authentication(SASL, "NONE\0\0")),
            new Trick("SCRAM with its own nonce", client -> scram(client, "", 4_096)),
            new Trick("SCRAM of 2,147,483,647 rounds", client -> scram(client, nonce(client), Integer.MAX_VALUE)),
            new Trick("SCRAM with a wrong proof", Tricks::wrongProof));

    /** While the client waits for its rows. */
    static final List<Trick> ROWS = List.of(
            new Trick("a row larger than its message", client -> row(client, 10, 1, Integer.MAX_VALUE)),
            new Trick("a row of more columns than bytes", client -> row(client, 10, Short.MAX_VALUE, 0)),
            new Trick("a row of 1 GiB", client -> row(client, GIGABYTE, 1, GIGABYTE - 10)));

    /** In HTTP, to a client that asks for a secret. */
    static final List<Trick> ENDPOINT = List.of(
            new Trick("answers with 1 GB", client -> {
                client.say("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                flood(client);
            }),
            new Trick("answers without an end", client -> {
                client.say("HTTP/1.1 200 OK\r\n\r\n");
                flood(client);
            }),
            new Trick("headers without an end", client -> {
                client.say("HTTP/1.1 200 OK\r\n");
                flood(client);
            }),
            new Trick("drips its answer", client -> {
                client.say("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                client.drips(new byte[] {' '});
            }),
            new Trick("nests without an end", client -> secret(client, "{\"a\":".repeat(100_000))),
            new Trick("a secret that is none", client -> secret(client, "{\"SecretString\":\"hunter2\"}")),
            new Trick("no secret at all", client -> secret(client, "[]")));

    private Tricks() {}

    private static void endless(Wire client, char type, String... texts) throws IOException {
        while (true) {
            client.texts(type, texts);
        }
    }

    private static void flood(Wire client) throws IOException {
        byte[] much = "x: y\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            client.out().write(much);
        }
    }

    private static void secret(Wire client, String body) throws IOException {
        client.say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void nonsense(Wire client) throws IOException {
        for (int i = 0; i < 50; i++) {
            char type = "RKSNEAZTCI12nst3GHcv".charAt(client.chance().nextInt(20));
            client.message(type, client.random(client.chance().nextInt(40)));
        }
    }

    private static String nonce(Wire client) throws IOException {
        client.authentication(SASL, "SCRAM-SHA-256\0\0");
        String first = client.heard();
        return first.substring(first.lastIndexOf("r=") + 2);
    }

    private static void scram(Wire client, String nonce, int rounds) throws IOException {
        String own = nonce;
        if (own.isEmpty()) {
            nonce(client);
            own = "another";
        }
        client.authentication(SASL_CONTINUE, "r=" + own + "more,s=c2FsdHNhbHRzYWx0c2FsdA==,i=" + rounds);
        client.isSilent();
    }

    private static void wrongProof(Wire client) throws IOException {
        client.authentication(SASL_CONTINUE, "r=" + nonce(client) + "more,s=c2FsdHNhbHRzYWx0c2FsdA==,i=4096");
        client.heard();
        client.authentication(SASL_FINAL, "v=" + "A".repeat(43) + "=");
        client.logsIn();
    }

    private static void row(Wire client, int length, int columns, int size) throws IOException {
        client.message('1');
        client.message('2');
        byte[] field = new byte[2 + 2 + 18]; // one column, its name of one letter, and its type's facts
        field[1] = 1;
        field[2] = 'n';
        field[13] = 25; // text
        client.message('T', field);
        client.announce('D', length);
        client.out().writeShort(columns);
        client.out().writeInt(size);
        client.out().flush();
        client.isSilent();
    }
}
