package com.barkbase.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP requests that share one time limit: each gets what the ones before it left. No redirect is followed, no POST is
 * silently sent twice, no connection is kept, and none that somebody else kept is used. For one thread, but for
 * {@link #abort}.
 */
final class BoundedHttp {
    /** Sixteen times the largest secret: what is longer comes from something else. */
    static final int LARGEST_ANSWER_BYTES = 1 << 20;

    private final long endNanos;
    private final Authenticator own = new OwnAuthenticator();
    private volatile @Nullable HttpURLConnection current;

    /** An answer of any status; {@code date} is what the server's clock said, or the epoch. */
    record Answer(int status, Instant date, String text) {
        @Override
        public String toString() {
            return "Answer[status=" + status + ", the text is hidden]";
        }
    }

    BoundedHttp(long timeoutMillis) {
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    Answer post(URI uri, Map<String, String> headers, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        HttpURLConnection connection = open(uri.toURL().openConnection(), headers);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        // Without it the JDK keeps the body, to send it again by itself when a connection breaks.
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        return answer(connection);
    }

    /** A GET that goes to the host itself, whatever proxy the JVM is told to use. */
    Answer getDirectly(URI uri, Map<String, String> headers) throws IOException {
        return answer(open(uri.toURL().openConnection(Proxy.NO_PROXY), headers));
    }

    /** Ends a request that another thread is in; the bound against servers that send a byte now and then. */
    void abort() {
        HttpURLConnection connection = current;
        if (connection != null) {
            // Between the request and its answer the JDK takes the end for a reason to connect anew, and wait.
            connection.setConnectTimeout(1);
            connection.setReadTimeout(1);
            connection.disconnect();
        }
    }

    private HttpURLConnection open(URLConnection opened, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) opened;
        connection.setConnectTimeout(remainingMillis());
        connection.setReadTimeout(remainingMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAuthenticator(own);
        headers.forEach(connection::setRequestProperty);
        connection.setRequestProperty("Connection", "close");
        current = connection;
        return connection;
    }

    private Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            Answer answer = new Answer(status, Instant.ofEpochMilli(connection.getDate()), text(in, connection));
            // While the stream is open: afterwards the JDK has put the connection by, whatever our header says.
            connection.disconnect();
            return answer;
        }
    }

    private String text(@Nullable InputStream in, HttpURLConnection connection) throws IOException {
        if (in == null) { // The JDK keeps the text of a 401 and a 407 to itself.
            return "";
        }
        byte[] bytes = bytes(in);
        if (bytes.length > LARGEST_ANSWER_BYTES) {
            return "";
        }
        if (bytes.length < connection.getContentLength()) {
            throw new EOFException("after " + bytes.length + " of " + connection.getContentLength() + " bytes");
        }
        return new String(bytes, UTF_8);
    }

    /**
     * The whole answer, or more than the largest one's bytes. The time is looked at between the reads: a stream that
     * drips can't be relied on to be aborted, since its reader holds the lock with which the JDK closes it.
     */
    private byte[] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        int read = in.read(part);
        while (read >= 0 && bytes.size() <= LARGEST_ANSWER_BYTES) {
            bytes.write(part, 0, read);
            remainingMillis();
            read = in.read(part);
        }
        return bytes.toByteArray();
    }

    private int remainingMillis() throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        if (millis < 1) {
            throw new SocketTimeoutException("no time is left");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /**
     * Asks for what the JVM's own would ask for. That it is another is what counts: the JDK shares its idle connections
     * in the whole process, those that the peer is about to close or that a freeze has killed, but only among requests
     * with the same authenticator.
     */
    private static final class OwnAuthenticator extends Authenticator {
        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return Authenticator.requestPasswordAuthentication(
                    getRequestingHost(),
                    getRequestingSite(),
                    getRequestingPort(),
                    getRequestingProtocol(),
                    getRequestingPrompt(),
                    getRequestingScheme(),
                    getRequestingURL(),
                    getRequestorType());
        }
    }
}
