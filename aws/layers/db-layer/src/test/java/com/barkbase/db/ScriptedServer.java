package com.barkbase.db;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays a script to each request and keeps what it was sent; on loopback, and raw, so that it can misbehave. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What to send for the {@code number}th request, from 1; the connection is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void play(int number, Request request, OutputStream out) throws Exception;
    }

    record Request(String line, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    ScriptedServer(Script script) {
        this(listen(), script);
    }

    ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        daemon(this::accept);
    }

    /** A script that answers every request alike. */
    static Script always(int status, String body) {
        return (number, request, out) -> send(status, body, out);
    }

    static void send(int status, String body, OutputStream out) throws IOException {
        send(status, Instant.now(), body, out);
    }

    static void send(int status, Instant date, String body, OutputStream out) throws IOException {
        String rfc1123 = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
        byte[] bytes = body.getBytes(UTF_8);
        String head = "HTTP/1.1 " + status + " Scripted\r\nDate: " + rfc1123 + "\r\nContent-Length: " + bytes.length;
        out.write((head + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
        out.write(bytes);
        out.flush();
    }

    int port() {
        return listener.getLocalPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    String url() {
        return "http://" + host();
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            System.out.println("ScriptedServer: stopped listening (" + e.getMessage() + ")");
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Request request = read(new BufferedInputStream(socket.getInputStream()));
            requests.add(request);
            script.play(requests.size(), request, socket.getOutputStream());
        } catch (Exception e) {
            System.out.println("ScriptedServer: a connection ended with " + e);
        }
    }

    private static Request read(InputStream in) throws IOException {
        String line = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(line, headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
