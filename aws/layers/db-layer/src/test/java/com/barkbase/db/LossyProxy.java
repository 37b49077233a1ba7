package com.barkbase.db;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between the db-layer and PostgreSQL and loses one COMMIT: on its way, or the answer to it. */
final class LossyProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile Loss loss = Loss.NONE;

    /** What becomes of the next COMMIT that is sent alone. */
    enum Loss {
        NONE,
        /** The server never sees it, and both sides see the connection end. */
        REQUEST,
        /** The server does as it is told; the client sees the connection end instead of the answer. */
        ANSWER,
        /** Neither the server nor the client hears of anything again. */
        SILENCE
    }

    LossyProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void lose(Loss next) {
        loss = next;
    }

    /** Ends every connection. */
    void cut() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            clients.add(client);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            Loss[] lost = {Loss.NONE};
            start(() -> toServer(client, server, lost));
            start(() -> toClient(server, client, lost));
        }
    }

    private void toServer(Socket client, Socket server, Loss[] lost) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        OutputStream out = server.getOutputStream();
        byte[] startup = in.readNBytes(in.readInt() - 4);
        out.write(message(-1, startup));
        while (true) {
            int type = in.readUnsignedByte();
            byte[] body = in.readNBytes(in.readInt() - 4);
            boolean commit = type == 'P' && new String(body, StandardCharsets.UTF_8).contains("\0COMMIT\0");
            if (commit && loss != Loss.NONE) {
                lost[0] = loss;
                loss = Loss.NONE;
            }
            if (lost[0] == Loss.REQUEST) {
                client.close();
                server.close();
            } else if (lost[0] != Loss.SILENCE) {
                out.write(message(type, body));
            }
        }
    }

    private static byte[] message(int type, byte[] body) {
        int start = type < 0 ? 0 : 1;
        byte[] message = new byte[start + 4 + body.length];
        if (start > 0) {
            message[0] = (byte) type;
        }
        java.nio.ByteBuffer.wrap(message).putInt(start, body.length + 4);
        System.arraycopy(body, 0, message, start + 4, body.length);
        return message;
    }

    private static void toClient(Socket server, Socket client, Loss[] lost) throws IOException {
        byte[] buffer = new byte[8192];
        while (true) {
            int length = server.getInputStream().read(buffer);
            if (length < 0 || lost[0] == Loss.ANSWER) {
                client.close();
                server.close();
                return;
            }
            client.getOutputStream().write(buffer, 0, length);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException ended) {
                // One side has closed: the connection, or the proxy itself, is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
