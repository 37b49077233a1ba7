package com.barkbase.db;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's extended protocol, spoken by hand over a socket on which the driver has logged in, so that no driver
 * touches a statement. Messages are collected until {@link #send}: many exchanges leave together.
 *
 * @see <a href="https://www.postgresql.org/docs/17/protocol-message-formats.html">Message Formats</a>
 */
final class RawSession implements AutoCloseable {
    private static final long LOGIN_MILLIS = 30_000;

    private final Connection login;
    private final DeadlineSocket socket;
    private final DataInputStream answers;
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    /** @param type as in the protocol's table of messages */
    record Message(char type, ByteBuffer body) {
        /** The text up to the next zero byte, and that byte. */
        String string() {
            int start = body.position();
            while (body.get() != 0) {}
            return text(start, body.position() - 1);
        }

        /** A value after its length; null for a length of -1. */
        @Nullable
        String value() {
            int length = body.getInt();
            if (length < 0) {
                return null;
            }
            body.position(body.position() + length);
            return text(body.position() - length, body.position());
        }

        private String text(int from, int to) {
            return StandardCharsets.UTF_8.decode(body.slice(from, to - from)).toString();
        }
    }

    private RawSession(Connection login, DeadlineSocket socket) throws IOException {
        this.login = login;
        this.socket = socket;
        socket.readUntil(null);
        this.answers = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawSession open(String database) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("user", TestPostgres.OWNER);
        properties.setProperty("password", TestPostgres.OWNER_PASSWORD);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("socketFactory", DeadlineSocketFactory.class.getName());
        try (DeadlineSocketFactory.Login attempt = new DeadlineSocketFactory.Login(Deadline.in(LOGIN_MILLIS), false)) {
            Connection login = DriverManager.getConnection(TestPostgres.shared().url(database), properties);
            return new RawSession(login, attempt.socket());
        }
    }

    /** @param types of the first parameters, by object id; 0 where the server is to infer one */
    void parse(String name, String sql, List<Integer> types) throws IOException {
        message('P', body -> {
            body.write(zeroTerminated(name));
            body.write(zeroTerminated(sql));
            body.writeShort(types.size());
            for (int type : types) {
                body.writeInt(type);
            }
        });
        message('D', body -> {
            body.writeByte('S');
            body.write(zeroTerminated(name));
        });
    }

    void run(String name, List<@Nullable String> values) throws IOException {
        message('B', body -> {
            body.write(zeroTerminated(""));
            body.write(zeroTerminated(name));
            body.writeShort(0); // all values as text
            body.writeShort(values.size());
            for (String value : values) {
                byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
                body.writeInt(bytes == null ? -1 : bytes.length);
                body.write(bytes == null ? new byte[0] : bytes);
            }
            body.writeShort(0); // all columns as text
        });
        message('E', body -> {
            body.write(zeroTerminated(""));
            body.writeInt(0); // all rows
        });
    }

    void forget(String name) throws IOException {
        message('C', body -> {
            body.writeByte('S');
            body.write(zeroTerminated(name));
        });
    }

    /** Ends one exchange: a failure in it does not touch the next. */
    void sync() throws IOException {
        message('S', body -> {});
    }

    void send() throws IOException {
        messages.writeTo(socket.getOutputStream());
        socket.getOutputStream().flush();
        messages.reset();
    }

    Message receive() throws IOException {
        char type = (char) answers.readUnsignedByte();
        byte[] body = new byte[answers.readInt() - Integer.BYTES];
        answers.readFully(body);
        return new Message(type, ByteBuffer.wrap(body));
    }

    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private void message(char type, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(new DataOutputStream(bytes));
        DataOutputStream out = new DataOutputStream(messages);
        out.writeByte(type);
        out.writeInt(Integer.BYTES + bytes.size());
        bytes.writeTo(out);
    }

    private static byte[] zeroTerminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        login.close();
    }
}
