package com.barkbase.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/** Speaks PostgreSQL's protocol up to where a test has it lie. For one client after another, without TLS. */
final class HostileServer implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Part part;
    private volatile Socket client = new Socket();
    /** How the last client left, for whoever looks into a test that fails. */
    @SuppressWarnings("unused")
    private volatile IOException heard = new IOException("nobody has left yet");

    /** What is said behind the client's first message. */
    interface Part {
        void play(Peer client) throws IOException;
    }

    /** The client, as the server meets it. */
    record Peer(DataInputStream in, DataOutputStream out) {

        void message(char type, byte[] body) throws IOException {
            announce(type, Integer.BYTES + body.length);
            out.write(body);
            out.flush();
        }

        void message(char type, String... texts) throws IOException {
            message(type, String.join("\0", texts).getBytes(UTF_8));
        }

        /** A message's head, whatever comes behind it. */
        void announce(char type, int length) throws IOException {
            out.write(type);
            out.writeInt(length);
            out.flush();
        }

        /** With what belongs to the kind of authentication, such as the salt of MD5. */
        void asksFor(int... authentication) throws IOException {
            message('R', integers(authentication));
        }

        void ready() throws IOException {
            message('Z', "I");
        }

        void logsIn() throws IOException {
            asksFor(0);
            message('S', "server_version", "17.0", "");
            message('S', "standard_conforming_strings", "on", "");
            message('S', "client_encoding", "UTF8", "");
            message('S', "DateStyle", "ISO, MDY", "");
            message('S', "integer_datetimes", "on", "");
            ready();
        }

        /** Waits for the client's next words. */
        void hears() throws IOException {
            in.readByte();
            in.skipNBytes(in.available());
        }

        /** Whether the client goes without another word. */
        boolean isLeft() {
            try {
                return in.read() < 0;
            } catch (IOException reset) {
                return true;
            }
        }
    }

    HostileServer(Part part) throws IOException {
        this.part = part;
        Thread serving = new Thread(this::serve, "hostile-server");
        serving.setDaemon(true);
        serving.start();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket accepted = listener.accept()) {
                client = accepted;
                DataInputStream in = new DataInputStream(accepted.getInputStream());
                in.skipNBytes(in.readInt() - Integer.BYTES);
                part.play(new Peer(in, new DataOutputStream(accepted.getOutputStream())));
            } catch (IOException over) {
                heard = over; // the client has had enough, or the test
            }
        }
    }

    static byte[] integers(int... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int number : numbers) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes.write(number >> shift);
            }
        }
        return numbers.length == 0 ? NOTHING : bytes.toByteArray();
    }

    String name() {
        return "localhost:" + listener.getLocalPort();
    }

    Map<String, String> login() {
        return Map.of(
                "DB_HOST", "localhost",
                "DB_PORT", Integer.toString(listener.getLocalPort()),
                "DB_NAME", "kennels",
                "DB_USER", "barkbase_app",
                "DB_PASSWORD", "correct horse battery staple",
                "DB_CONNECTION_TIMEOUT", "20000");
    }

    @Override
    public void close() throws IOException {
        listener.close();
        client.close();
    }
}
