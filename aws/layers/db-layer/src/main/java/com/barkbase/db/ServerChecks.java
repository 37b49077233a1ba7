package com.barkbase.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** The way to the server below the login, a layer at a time; what fails is told as it is when a session is opened. */
final class ServerChecks {
    /** @see <a href="https://www.postgresql.org/docs/17/protocol-message-formats.html">SSLRequest</a> */
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};

    private static final Duration RENEWAL_DUE = Duration.ofDays(14);

    private final Settings settings;
    private final Login login;
    private final Deadline until;
    private final Walk walk;

    ServerChecks(Settings settings, Login login, Deadline until, Walk walk) {
        this.settings = settings;
        this.login = login;
        this.until = until;
        this.walk = walk;
    }

    /** In a thread of its own, because nothing else bounds the resolution of a host's name. */
    String resolve() {
        FutureTask<InetAddress[]> task = new FutureTask<>(() -> InetAddress.getAllByName(login.host()));
        Thread thread = new Thread(task, "barkbase-dns");
        thread.setDaemon(true);
        thread.start();
        try {
            InetAddress[] addresses = task.get(until.millisLeft(), TimeUnit.MILLISECONDS);
            String found =
                    Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
            return found.equals(login.host()) ? "an address needs none" : login.host() + " is " + found;
        } catch (ExecutionException | TimeoutException e) {
            throw explain(new SQLException(new UnknownHostException(login.host())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw explain(new SQLException(e));
        }
    }

    String connect() {
        long start = System.nanoTime();
        try (Socket socket = open()) {
            return login.server() + " answers in " + millisSince(start) + " ms";
        } catch (IOException e) {
            throw explain(new SQLException(e));
        }
    }

    String shakeHands() {
        if (!settings.tls()) {
            if (!SettingsReader.isLoopback(login.host())) {
                walk.warn(SettingsReader.unencrypted(login.host()));
            }
            return "not used";
        }
        TlsSocketFactory factory = new TlsSocketFactory(settings.tlsRoots());
        try (Socket plain = open()) {
            return handshake(factory, plain);
        } catch (IOException e) {
            throw explain(new SQLException(e));
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    private String handshake(TlsSocketFactory factory, Socket plain) throws IOException, SQLException {
        plain.getOutputStream().write(SSL_REQUEST);
        int answer = plain.getInputStream().read();
        if (answer == 'N') {
            throw new PSQLException(GT.tr("The server does not support SSL."), PSQLState.CONNECTION_REJECTED);
        } else if (answer != 'S') {
            throw new IOException("no answer to SSLRequest but " + answer);
        }
        try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, login.host(), login.port(), true)) {
            socket.startHandshake();
            return describe(socket.getSession());
        }
    }

    private String describe(SSLSession session) throws IOException {
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        Instant expiry = certificate.getNotAfter().toInstant();
        if (expiry.isBefore(Instant.now().plus(RENEWAL_DUE))) {
            walk.warn("The certificate of " + login.server() + " expires on " + expiry + ": renew it there.");
        }
        return session.getProtocol() + "; the certificate is trusted and names the host, until " + expiry;
    }

    private DeadlineSocket open() throws IOException {
        DeadlineSocket socket = new DeadlineSocket(until, settings.tls());
        try {
            socket.connect(new InetSocketAddress(login.host(), login.port()), 0);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private ConnectionException explain(SQLException failure) {
        return ConnectFailure.explain(failure, login, "");
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
