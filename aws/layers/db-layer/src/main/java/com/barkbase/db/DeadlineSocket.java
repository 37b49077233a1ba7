package com.barkbase.db;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose connect and reads all end at one moment, below TLS. A timeout per read, which is what drivers offer,
 * never ends with a peer that sends a byte now and then.
 */
final class DeadlineSocket extends Socket {
    private static final int NOTHING = -1;

    private volatile @Nullable Deadline deadline;
    private final boolean tls;
    private @Nullable InputStream input;
    /** A byte that {@link #hasEnded} has read, or {@link #NOTHING}. */
    private int readAhead = NOTHING;

    /** No {@link SocketTimeoutException}: the driver takes one that it did not ask for as a reason to read again. */
    static final class TimeUpException extends IOException {
        private static final long serialVersionUID = 1L;

        TimeUpException() {
            super("the time allowed is up");
        }
    }

    /** @param tls whether PostgreSQL's messages are inside of TLS, where {@link MessageSocket} follows them */
    DeadlineSocket(@Nullable Deadline deadline, boolean tls) {
        this.deadline = deadline;
        this.tls = tls;
    }

    /** From now on reads end at {@code until}; with null, at the socket's own timeout per read. */
    void readUntil(@Nullable Deadline until) throws IOException {
        deadline = until;
        if (until == null) {
            setSoTimeout(0);
        }
    }

    /** Whether the peer has sent something that nobody asked for, such as a farewell. Costs no round trip. */
    boolean hasUnreadBytes() throws IOException {
        return readAhead != NOTHING || super.getInputStream().available() > 0;
    }

    /** Whether the peer has hung up, if need be without a farewell. Waits for a millisecond; nobody else may read. */
    boolean hasEnded() throws IOException {
        if (hasUnreadBytes()) {
            return false;
        }
        setSoTimeout(1);
        try {
            readAhead = super.getInputStream().read();
            return readAhead == NOTHING;
        } catch (SocketTimeoutException alive) {
            return false;
        }
    }

    @Override
    public void connect(SocketAddress address, int timeoutMillis) throws IOException {
        if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            throw new UnknownHostException(inet.getHostString());
        }
        Deadline until = deadline;
        super.connect(address, until == null ? timeoutMillis : millisLeft(until));
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        InputStream known = input;
        if (known == null) {
            InputStream limited = limited(super.getInputStream());
            known = tls ? limited : new MessageStream(limited);
            input = known;
        }
        return known;
    }

    private InputStream limited(InputStream raw) {
        return new FilterInputStream(raw) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (readAhead != NOTHING && length > 0) {
                    bytes[offset] = (byte) readAhead;
                    readAhead = NOTHING;
                    return 1;
                }
                limitNextRead();
                try {
                    return super.read(bytes, offset, length);
                } catch (SocketTimeoutException e) {
                    throw deadline == null ? e : new TimeUpException();
                }
            }
        };
    }

    private void limitNextRead() throws IOException {
        Deadline until = deadline;
        if (until != null) {
            setSoTimeout(millisLeft(until));
        }
    }

    private static int millisLeft(Deadline until) throws TimeUpException {
        long left = until.millisLeft();
        if (left <= 0) {
            throw new TimeUpException();
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
