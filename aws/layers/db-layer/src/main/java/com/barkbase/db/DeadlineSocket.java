package com.barkbase.db;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose connect and reads all end at one moment, below TLS. A timeout per read, which is what drivers offer,
 * never ends with a peer that sends a byte now and then.
 *
 * <p>Reads that are {@linkplain #readWatched watched} are ended by a thread of the pool, at one of its ticks: a timeout
 * that the JDK keeps costs two system calls for each read, and on a virtual thread a timer.
 */
final class DeadlineSocket extends Socket {
    private enum Reading {
        NOT,
        WATCHED,
        /** The watch has closed the socket under it. */
        ENDED
    }

    private final boolean tls;
    private final AtomicReference<Reading> reading = new AtomicReference<>(Reading.NOT);
    private volatile @Nullable Deadline deadline;
    private volatile boolean watched;
    /** The watch's alone. */
    private boolean wasOverdue;

    private @Nullable BufferedInputStream received;
    private @Nullable InputStream input;

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
        watched = false;
        deadline = until;
        if (until == null) {
            setSoTimeout(0);
        }
    }

    /** The same, but a read that has begun ends when {@link #tick} finds it overdue for the second time. */
    void readWatched(Deadline until) throws IOException {
        deadline = until;
        if (!watched) {
            setSoTimeout(0);
            watched = true;
        }
    }

    /**
     * Looks after a watched read, and ends it where it was overdue at the tick before, too: after a freeze its answer
     * may have come meanwhile, and its thread is given the time to see it. The socket is closed then.
     */
    void tick() {
        Deadline until = deadline;
        boolean overdue = reading.get() == Reading.WATCHED && until != null && until.hasPassed();
        if (overdue && wasOverdue && reading.compareAndSet(Reading.WATCHED, Reading.ENDED)) {
            try {
                close();
            } catch (IOException e) {
                Log.info("closing a socket without an answer failed: " + e.getMessage());
            }
        }
        wasOverdue = overdue;
    }

    /** Whether the peer has sent something that nobody asked for, such as a farewell. Costs no round trip. */
    boolean hasUnreadBytes() throws IOException {
        return received().available() > 0;
    }

    /** Whether the peer has hung up, if need be without a farewell. Waits for a millisecond; nobody else may read. */
    boolean hasEnded() throws IOException {
        BufferedInputStream bytes = received();
        if (bytes.available() > 0) {
            return false;
        }
        readUntil(Deadline.in(1));
        bytes.mark(1);
        try {
            return bytes.read() < 0;
        } catch (TimeUpException alive) {
            return false;
        } finally {
            bytes.reset();
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
            known = tls ? received() : new MessageStream(received());
            input = known;
        }
        return known;
    }

    /** Buffered, since TLS reads the head and the body of each of its records. */
    private synchronized BufferedInputStream received() throws IOException {
        BufferedInputStream known = received;
        if (known == null) {
            known = new BufferedInputStream(limited(super.getInputStream()));
            received = known;
        }
        return known;
    }

    private InputStream limited(InputStream raw) {
        return new FilterInputStream(raw) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Deadline until = deadline;
                if (until == null) {
                    return super.read(bytes, offset, length);
                }
                int left = millisLeft(until);
                return watched ? readWatched(bytes, offset, length) : readTimed(left, bytes, offset, length);
            }

            private int readTimed(int millis, byte[] bytes, int offset, int length) throws IOException {
                setSoTimeout(millis);
                try {
                    return super.read(bytes, offset, length);
                } catch (SocketTimeoutException e) {
                    throw new TimeUpException();
                }
            }

            private int readWatched(byte[] bytes, int offset, int length) throws IOException {
                reading.set(Reading.WATCHED);
                int count;
                try {
                    count = super.read(bytes, offset, length);
                } catch (IOException e) {
                    requireNotEnded();
                    throw e;
                }
                requireNotEnded();
                return count;
            }

            private void requireNotEnded() throws TimeUpException {
                if (!reading.compareAndSet(Reading.WATCHED, Reading.NOT)) {
                    throw new TimeUpException();
                }
            }
        };
    }

    private static int millisLeft(Deadline until) throws TimeUpException {
        long left = until.millisLeft();
        if (left <= 0) {
            throw new TimeUpException();
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
