package com.barkbase.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** The test's PostgreSQL under another address of this machine, and as far away as asked for. */
final class DistantServer implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final long delayNanos;

    /** @param delayMillis what an answer takes longer */
    DistantServer(String address, int serverPort, long delayMillis) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getByName(address));
        this.serverPort = serverPort;
        this.delayNanos = delayMillis * 1_000_000;
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            daemon(() -> pass(client, server, 0));
            daemon(() -> pass(server, client, delayNanos));
        }
    }

    private static void pass(Socket from, Socket to, long delayNanos) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                LockSupport.parkNanos(delayNanos);
                out.write(bytes, 0, read);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException over) {
                        // One side has closed, or the test is over.
                    }
                },
                "distant server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
