package com.barkbase.chaos.rig;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection through a {@link Network}. Thread-safe. */
public final class Line {
    private final Socket client;
    private final Socket server;
    private final Direction toServer;
    private final Direction toClient;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean clientSpokeLast;
    private int roundTrips;

    Line(Socket client, Socket server) throws IOException {
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        this.toServer = new Direction(client, server, this);
        this.toClient = new Direction(server, client, this);
    }

    void open() {
        Thread.ofVirtual().name("to the server").start(toServer::carry);
        Thread.ofVirtual().name("to the client").start(toClient::carry);
    }

    synchronized void spoke(Direction direction) {
        roundTrips += direction == toClient && clientSpokeLast ? 1 : 0;
        clientSpokeLast = direction == toServer;
    }

    /** How often an answer has begun, without TCP's own handshake: both sides wait for what the other says. */
    public synchronized int roundTrips() {
        return roundTrips;
    }

    public Direction toServer() {
        return toServer;
    }

    public Direction toClient() {
        return toClient;
    }

    /** From now on what is sent either way vanishes, and neither side hears of the other's end. */
    public void blackHole() {
        toServer.blackHole();
        toClient.blackHole();
    }

    /** Both sides see the end of the stream. */
    public void cut() {
        end(false);
    }

    /** Both sides see a reset. */
    public void reset() {
        end(true);
    }

    public boolean isClosed() {
        return closed.get();
    }

    private void end(boolean reset) {
        if (closed.compareAndSet(false, true)) {
            end(client, reset);
            end(server, reset);
        }
    }

    private static void end(Socket socket, boolean reset) {
        try {
            socket.setSoLinger(reset, 0);
            socket.close();
        } catch (IOException alreadyGone) {
            // the other side was first
        }
    }
}
