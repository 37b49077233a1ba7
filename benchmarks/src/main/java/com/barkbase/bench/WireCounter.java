package com.barkbase.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a contender and PostgreSQL, passes every message on and counts connections and round trips: the
 * server's ReadyForQuery, of which the first of a connection ends its login.
 */
public final class WireCounter implements AutoCloseable {
    private static final char READY_FOR_QUERY = 'Z';

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger roundTrips = new AtomicInteger();

    public WireCounter(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    public int roundTripsAfterLogin() {
        return roundTrips.get() - logins.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            connections.incrementAndGet();
            start("to the server", () -> toServer(client, server));
            start("to the client", () -> toClient(server, client));
        }
    }

    private static void toServer(Socket client, Socket server) throws IOException {
        try (client;
                server) {
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private void toClient(Socket server, Socket client) throws IOException {
        try (server;
                client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            for (boolean loggedIn = false; ; ) {
                int type = in.readUnsignedByte();
                if (type == READY_FOR_QUERY) {
                    roundTrips.incrementAndGet();
                    if (!loggedIn) {
                        logins.incrementAndGet();
                        loggedIn = true;
                    }
                }
                out.writeByte(type);
                passBody(in, out);
            }
        }
    }

    private static void passBody(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        out.writeInt(length);
        out.write(in.readNBytes(length - Integer.BYTES));
        if (in.available() == 0) {
            out.flush();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(String name, Task task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (EOFException | SocketException ended) {
                // One side has closed: the connection, or the counter itself, is over.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        Thread.ofPlatform().daemon().name("wire counter, " + name).start(guarded);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
