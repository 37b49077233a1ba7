package com.barkbase.chaos.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.random.RandomGenerator;

/** One client, as a hostile peer meets it. */
record Wire(Socket socket, DataInputStream in, DataOutputStream out, RandomGenerator chance) {
    private static final int OK = 0;

    static Wire of(Socket socket, RandomGenerator chance) throws IOException {
        return new Wire(
                socket,
                new DataInputStream(socket.getInputStream()),
                new DataOutputStream(socket.getOutputStream()),
                chance);
    }

    void message(char type, byte... body) throws IOException {
        announce(type, Integer.BYTES + body.length);
        out.write(body);
        out.flush();
    }

    void texts(char type, String... texts) throws IOException {
        message(type, String.join("\0", texts).getBytes(UTF_8));
    }

    /** A message's head, whatever comes behind it. */
    void announce(char type, int length) throws IOException {
        out.write(type);
        out.writeInt(length);
        out.flush();
    }

    void authentication(int kind, String rest) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 0, 0, (byte) kind});
        body.writeBytes(rest.getBytes(UTF_8));
        message('R', body.toByteArray());
    }

    /** The body of a client's message. */
    String heard() throws IOException {
        in.readByte();
        byte[] body = new byte[Math.min(in.readInt() - Integer.BYTES, 1 << 16)];
        in.readFully(body);
        return new String(body, ISO_8859_1);
    }

    void startup() throws IOException {
        in.skipNBytes(in.readInt() - (long) Integer.BYTES);
    }

    /** Lets the client in, without asking for a password, and waits for its first statement. */
    void logsIn() throws IOException {
        authentication(OK, "");
        texts('S', "server_version", "17.0", "");
        texts('S', "standard_conforming_strings", "on", "");
        texts('S', "client_encoding", "UTF8", "");
        texts('S', "DateStyle", "ISO, MDY", "");
        texts('S', "integer_datetimes", "on", "");
        texts('Z', "I");
        heard();
    }

    byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        chance.nextBytes(random);
        return random;
    }

    void say(String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /** Until the client has had enough. */
    void isSilent() throws IOException {
        InputStream rest = in;
        while (rest.read() >= 0) {
            // whatever it says
        }
    }

    /** A byte now and then, so that no single read takes long. */
    void drips(byte[] bytes) throws IOException {
        for (int i = 0; ; i++) {
            out.write(bytes[i % bytes.length]);
            out.flush();
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the scenario is over", e);
        }
    }
}
