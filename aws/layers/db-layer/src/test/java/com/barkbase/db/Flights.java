package com.barkbase.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between the db-layer and PostgreSQL, passes bytes on and understands none, so that it can count under TLS too.
 * A round trip is an answer's first byte: both sides wait for what the other says.
 */
final class Flights implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private boolean clientSpokeLast;
    private int connections;
    private int roundTrips;
    private long sent;
    private long received;

    Flights(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    synchronized int connections() {
        return connections;
    }

    /** Without those of TCP's own handshakes. */
    synchronized int roundTrips() {
        return roundTrips;
    }

    /** By the client. */
    synchronized long bytesSent() {
        return sent;
    }

    synchronized long bytesReceived() {
        return received;
    }

    private synchronized void connected() {
        connections++;
    }

    private synchronized void clientSaid(int bytes) {
        sent += bytes;
        clientSpokeLast = true;
    }

    private synchronized void serverSaid(int bytes) {
        received += bytes;
        roundTrips += clientSpokeLast ? 1 : 0;
        clientSpokeLast = false;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            connected();
            start(() -> pass(client, server, this::clientSaid));
            start(() -> pass(server, client, this::serverSaid));
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private interface Count {
        void add(int bytes);
    }

    /** Counted before they are passed on, and so before what they cause. */
    private static void pass(Socket from, Socket to, Count count) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                count.add(read);
                out.write(bytes, 0, read);
            }
        }
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException ended) {
                        // One side has closed: the connection, or the proxy itself, is over.
                    }
                },
                "flights");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
