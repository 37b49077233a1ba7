package com.barkbase.db;

import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the driver, which takes a class's name and makes the instance itself, comes to use {@link DeadlineSocket}s.
 * Public for the driver alone.
 */
public final class DeadlineSocketFactory extends SocketFactory {
    private static final ThreadLocal<@Nullable Login> LOGIN = new ThreadLocal<>();

    /** The sockets that one login opened; the thread that logs in is the one that opens them. */
    static final class Login implements AutoCloseable {
        private final Deadline deadline;
        private final boolean tls;
        private final List<DeadlineSocket> sockets = new ArrayList<>();

        Login(Deadline deadline, boolean tls) {
            this.deadline = deadline;
            this.tls = tls;
            LOGIN.set(this);
        }

        /** The socket of a login that succeeded. */
        DeadlineSocket socket() {
            return sockets.get(sockets.size() - 1);
        }

        @Override
        public void close() {
            LOGIN.remove();
        }
    }

    /** Made by the driver, for each login. */
    public DeadlineSocketFactory() {}

    @Override
    public Socket createSocket() {
        Login login = LOGIN.get();
        DeadlineSocket socket =
                login == null ? new DeadlineSocket(null, true) : new DeadlineSocket(login.deadline, login.tls);
        if (login != null) {
            login.sockets.add(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unconnectedOnly();
    }

    private static IllegalStateException unconnectedOnly() {
        return new IllegalStateException("the PostgreSQL driver asks for an unconnected socket and connects it itself");
    }
}
