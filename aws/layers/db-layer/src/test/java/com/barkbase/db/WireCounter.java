package com.barkbase.db;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the db-layer and PostgreSQL, passes every message on and counts them by type, each way. A round trip
 * is a ReadyForQuery of the server.
 */
final class WireCounter implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final Map<Character, AtomicInteger> sent = new ConcurrentHashMap<>();
    private final Map<Character, AtomicInteger> received = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    /** Who spoke and the types of what was said, in turns; guarded by itself. */
    private final List<String> turns = new ArrayList<>();

    WireCounter(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Of one connection, which is open: what is counted from here on is its statements. */
    Pool warmPool(Map<String, String> login) {
        Pool pool = Pool.open(KennelDatabase.with(login, "DB_PORT", Integer.toString(port()), "DB_POOL_MAX", "1"));
        pool.warmUp();
        return pool;
    }

    int connections() {
        return connections.get();
    }

    int roundTrips() {
        return count(received, 'Z');
    }

    /** Sync of the extended protocol, or a simple query, each of which the server answers with ReadyForQuery. */
    int syncs() {
        return count(sent, 'S') + count(sent, 'Q');
    }

    /**
     * Who said what, in turns: {@code "> PBDES"} is the client's and {@code "< 12TDCZ"} the server's, by the types of
     * the messages; {@code *} is the one that has none, a session's first.
     */
    List<String> turns() {
        synchronized (turns) {
            return List.copyOf(turns);
        }
    }

    private void said(char type, boolean byClient) {
        (byClient ? sent : received)
                .computeIfAbsent(type, t -> new AtomicInteger())
                .incrementAndGet();
        String speaker = byClient ? "> " : "< ";
        synchronized (turns) {
            int last = turns.size() - 1;
            if (last >= 0 && turns.get(last).startsWith(speaker)) {
                turns.set(last, turns.get(last) + type);
            } else {
                turns.add(speaker + type);
            }
        }
    }

    private static int count(Map<Character, AtomicInteger> counts, char type) {
        AtomicInteger count = counts.get(type);
        return count == null ? 0 : count.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            connections.incrementAndGet();
            start("to the server", () -> pass(client, server, true));
            start("to the client", () -> pass(server, client, false));
        }
    }

    private void pass(Socket from, Socket to, boolean byClient) throws IOException {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(from.getInputStream()));
            DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(to.getOutputStream()));
            if (byClient) {
                said('*', true);
                passBody(in, out);
            }
            while (true) {
                char type = (char) in.readUnsignedByte();
                said(type, byClient);
                out.writeByte(type);
                passBody(in, out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }
    }

    private static void passBody(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        out.writeInt(length);
        out.write(in.readNBytes(length - 4));
        if (in.available() == 0) {
            out.flush();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (EOFException | SocketException ended) {
                        // One side has closed: the connection, or the proxy itself, is over.
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "wire counter, " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
