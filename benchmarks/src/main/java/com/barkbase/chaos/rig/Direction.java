package com.barkbase.chaos.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What is sent one way over a {@link Line}. Its troubles may be set at any time by any thread. */
public final class Direction {
    private static final int CHUNK = 8_192;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long POLL_NANOS = NANOS_PER_MILLI;

    private final Socket from;
    private final Socket to;
    private final Line line;

    /** What to do with a message when it has been read wholly and before any of it is sent on. */
    @FunctionalInterface
    public interface Gate {
        /**
         * Takes a message.
         *
         * @param type the message's letter; 0 for a startup packet
         * @param body without its length
         * @return whether it passes; where not, it vanishes
         */
        boolean pass(char type, byte[] body);
    }

    private volatile boolean blackHole;
    private volatile boolean stalled;
    private volatile long delayMillis;
    private volatile int bytesPerSecond;
    private volatile @Nullable Gate gate;
    /** How many bytes may still pass until the deed; below zero where there is none. Guarded by this. */
    private long bytesLeft = -1;

    private Runnable deed = () -> {};
    private long passed;

    Direction(Socket from, Socket to, Line line) {
        this.from = from;
        this.to = to;
        this.line = line;
    }

    /** What is sent from now on vanishes. */
    public void blackHole() {
        blackHole = true;
    }

    /** What is sent waits, until {@link #resume}. */
    public void stall() {
        stalled = true;
    }

    public void resume() {
        stalled = false;
    }

    /** Each chunk arrives so much later. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    public void slow(int bytesEachSecond) {
        bytesPerSecond = bytesEachSecond;
    }

    /** Something is done after so many more bytes of this direction, such as {@code line::cut}; 0: with the next. */
    public synchronized void after(long bytes, Runnable then) {
        bytesLeft = bytes;
        deed = then;
    }

    /** The line ends after so many more bytes of this direction. */
    public void cutAfter(long bytes, boolean byReset) {
        after(bytes, byReset ? line::reset : line::cut);
    }

    /** Forgets {@link #after}; returns whether it was still to come. */
    public synchronized boolean never() {
        boolean toCome = bytesLeft >= 0;
        bytesLeft = -1;
        return toCome;
    }

    /** How many bytes have passed. */
    public synchronized long passed() {
        return passed;
    }

    /**
     * Shows every message of a plain connection, from its first byte on: set it when the line is made. Of a server's
     * messages the letter is the protocol's own; a connection that begins TLS cannot be read.
     */
    public void gate(Gate messages) {
        gate = messages;
    }

    void carry() {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            Gate messages = gate;
            if (messages == null) {
                carryBytes(in, out);
            } else {
                new Messages(in, this == line.toServer()).carry(messages, (bytes, length) -> send(bytes, length, out));
            }
        } catch (IOException ended) {
            // by either side, or by a cut
        }
        if (!blackHole) {
            line.cut();
        }
    }

    private void carryBytes(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            send(buffer, length, out);
        }
    }

    private void send(byte[] bytes, int length, OutputStream out) throws IOException {
        LockSupport.parkNanos(delayMillis * NANOS_PER_MILLI);
        while (stalled && !line.isClosed()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        if (blackHole) {
            return;
        }
        line.spoke(this);
        int allowed = allowed(length);
        write(bytes, 0, allowed, out);
        if (allowed < length) {
            takeDeed().run();
            write(bytes, allowed, blackHole || line.isClosed() ? 0 : length - allowed, out);
        }
    }

    private void write(byte[] bytes, int offset, int length, OutputStream out) throws IOException {
        int rate = bytesPerSecond;
        if (rate == 0) {
            out.write(bytes, offset, length);
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            out.write(bytes, i, 1);
            LockSupport.parkNanos(1_000 * NANOS_PER_MILLI / rate);
        }
    }

    private synchronized int allowed(int length) {
        int allowed = bytesLeft < 0 ? length : (int) Math.min(length, bytesLeft);
        bytesLeft -= bytesLeft < 0 ? 0 : allowed;
        passed += allowed;
        return allowed;
    }

    private synchronized Runnable takeDeed() {
        bytesLeft = -1;
        return deed;
    }
}
