package com.barkbase.chaos.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The network in front of a server: a port of its own, behind which each connection is a {@link Line} that can be cut,
 * stalled, black-holed, delayed and slowed in each direction. Thread-safe.
 */
public final class Network implements AutoCloseable {
    private static final int BACKLOG = 2_000;

    private final ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile int serverPort;
    private volatile Consumer<Line> atConnect = line -> {};

    public Network(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().name("network").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** New connections go there: the name has moved. */
    public void leadTo(int otherServersPort) {
        serverPort = otherServersPort;
    }

    /** Done to each new connection before its first byte passes. */
    public void atConnect(Consumer<Line> deed) {
        atConnect = deed;
    }

    /** The connections that are open, the oldest first. */
    public List<Line> lines() {
        lines.removeIf(Line::isClosed);
        return List.copyOf(lines);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** A server that is not there is told to the client by a reset. */
    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        } catch (IOException nobodyListens) {
            client.setSoLinger(true, 0);
            client.close();
            return;
        }
        Line line = new Line(client, server);
        lines.removeIf(Line::isClosed);
        lines.add(line);
        atConnect.accept(line);
        line.open();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        lines.forEach(Line::cut);
    }
}
