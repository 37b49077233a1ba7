package com.barkbase.chaos.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * PostgreSQL's messages in a stream of a plain connection.
 *
 * @see <a href="https://www.postgresql.org/docs/17/protocol-overview.html">Protocol</a>
 */
final class Messages {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final DataInputStream in;
    private boolean starting;

    /** Takes bytes that pass. */
    interface Sink {
        void send(byte[] bytes, int length) throws IOException;
    }

    Messages(InputStream in, boolean fromClient) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.starting = fromClient;
    }

    void carry(Direction.Gate gate, Sink sink) throws IOException {
        while (true) {
            char type = 0;
            if (!starting) {
                int read = in.read();
                if (read < 0) {
                    return;
                }
                type = (char) read;
            }
            byte[] body = body();
            if (gate.pass(type, body)) {
                byte[] message = message(type, body);
                sink.send(message, message.length);
            }
        }
    }

    private byte[] body() throws IOException {
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        if (starting && body.length >= Integer.BYTES) {
            int code = new DataInputStream(new java.io.ByteArrayInputStream(body)).readInt();
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                throw new EOFException("a connection that begins TLS cannot be read");
            }
            starting = false;
        }
        return body;
    }

    private static byte[] message(char type, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (type != 0) {
            out.writeByte(type);
        }
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
        return bytes.toByteArray();
    }
}
