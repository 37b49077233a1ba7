package com.barkbase.db;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a PostgreSQL sends, and nothing that none would send. The driver makes room for whatever length it is told and
 * reads on until it has it, so a peer that lies is stopped here, before the driver sees it. Only lengths are followed:
 * nothing is copied, and nothing is allocated for a message, not even the words that would refuse it.
 *
 * @see <a href="https://www.postgresql.org/docs/17/protocol-message-formats.html">Message Formats</a>
 */
final class MessageStream extends FilterInputStream {
    /** Of one message, and of all of them, until the login is done; a real one's are a few hundred. */
    static final int LARGEST_OF_LOGIN = 1 << 16;

    static final int WHOLE_LOGIN = 1 << 20;
    /** Of notices, notifications and changed settings with one answer, all of which the driver keeps. */
    static final int MOST_UNASKED = 1 << 24;

    private static final String TYPES = "RKSNEAZTDCI12nst3GHWdcVv";
    private static final String UNASKED = "NSA";

    private final long largest;
    private Expected expected = Expected.TYPE;
    private char type;
    private int number;
    private int bytesMissing;
    /** Bytes of the message that are still to come, but for those to skip. */
    private int left;

    private int columns;
    private long toSkip;
    private long unasked;
    private boolean loggedIn;

    private enum Expected {
        TYPE,
        LENGTH,
        COLUMNS,
        COLUMN
    }

    /** A peer broke the protocol; the rest of what it sends can't be understood. */
    static final class ImpossibleMessageException extends IOException {
        private static final long serialVersionUID = 1L;

        ImpossibleMessageException(String what) {
            super("sent " + what + ", which no PostgreSQL does");
        }
    }

    MessageStream(InputStream in) {
        // A row of half the memory can't be made something of.
        this(in, Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 2));
    }

    MessageStream(InputStream in, long largest) {
        super(in);
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        follow(bytes, offset, offset + count);
        return count;
    }

    /** Skips all of it, or fails: the driver asks again and again for what an ended stream does not have. */
    @Override
    public long skip(long count) throws IOException {
        byte[] part = new byte[(int) Math.min(8192, Math.max(0, count))];
        for (long skipped = 0; skipped < count; ) {
            int read = read(part, 0, (int) Math.min(part.length, count - skipped));
            if (read < 0) {
                throw new EOFException("the stream ended " + (count - skipped) + " bytes too early");
            }
            skipped += read;
        }
        return count;
    }

    private void follow(byte[] bytes, int from, int end) throws ImpossibleMessageException {
        int at = from;
        while (at < end) {
            if (toSkip > 0) {
                int skipped = (int) Math.min(toSkip, end - at);
                toSkip -= skipped;
                at += skipped;
            } else {
                take(bytes[at++]);
            }
        }
    }

    private void take(byte next) throws ImpossibleMessageException {
        if (expected == Expected.TYPE) {
            type = (char) (next & 0xff);
            if (TYPES.indexOf(type) < 0) {
                throw new ImpossibleMessageException("a message of type " + (next & 0xff));
            }
            expect(Expected.LENGTH, Integer.BYTES);
            return;
        }
        number = (number << Byte.SIZE) | (next & 0xff);
        if (--bytesMissing == 0) {
            switch (expected) {
                case LENGTH -> beginMessage();
                case COLUMNS -> beginRow();
                default -> beginColumn();
            }
        }
    }

    private void expect(Expected what, int bytes) {
        expected = what;
        bytesMissing = bytes;
        number = 0;
    }

    private void beginMessage() throws ImpossibleMessageException {
        long most = loggedIn ? largest : LARGEST_OF_LOGIN;
        if (number < Integer.BYTES || number > most) {
            throw new ImpossibleMessageException("a message '" + type + "' of " + number + " bytes");
        }
        countUnasked();
        left = number - Integer.BYTES;
        if (type == 'D') {
            if (left < Short.BYTES) {
                throw new ImpossibleMessageException("a row of " + left + " bytes");
            }
            expect(Expected.COLUMNS, Short.BYTES);
        } else {
            toSkip = left;
            expected = Expected.TYPE;
        }
    }

    private void countUnasked() throws ImpossibleMessageException {
        if (type == 'Z') {
            loggedIn = true;
            unasked = 0;
        } else if (!loggedIn || UNASKED.indexOf(type) >= 0) {
            unasked += number;
            if (unasked > (loggedIn ? MOST_UNASKED : WHOLE_LOGIN)) {
                throw new ImpossibleMessageException(unasked + " bytes that were not asked for");
            }
        }
    }

    private void beginRow() throws ImpossibleMessageException {
        columns = number;
        left -= Short.BYTES;
        endColumn();
    }

    private void beginColumn() throws ImpossibleMessageException {
        int size = number == -1 ? 0 : number; // null has no bytes
        left -= Integer.BYTES;
        if (size < 0 || size > left) {
            throw new ImpossibleMessageException("a column of " + size + " bytes in what is left of a row, " + left);
        }
        left -= size;
        toSkip = size;
        columns--;
        endColumn();
    }

    private void endColumn() throws ImpossibleMessageException {
        if (columns > 0) {
            if (left < (long) columns * Integer.BYTES) {
                throw new ImpossibleMessageException(columns + " columns in " + left + " bytes of a row");
            }
            expect(Expected.COLUMN, Integer.BYTES);
        } else {
            if (left != 0) {
                throw new ImpossibleMessageException(left + " bytes behind a row's last column");
            }
            expected = Expected.TYPE;
        }
    }
}
