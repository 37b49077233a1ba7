package com.barkbase.chaos.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Plays one trick to whoever connects, on loopback. */
final class HostilePeer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Trick trick;
    private final RandomGenerator chance;
    private final AtomicInteger met = new AtomicInteger();
    private volatile Socket client = new Socket();

    HostilePeer(Trick trick, RandomGenerator chance) throws IOException {
        this.trick = trick;
        this.chance = chance;
        Thread.ofVirtual().name("hostile peer").start(this::serve);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket accepted = listener.accept()) {
                client = accepted;
                met.incrementAndGet();
                trick.play().on(Wire.of(accepted, chance));
            } catch (IOException | RuntimeException clientHadEnough) {
                // and left, or the scenario is over
            }
        }
    }

    String port() {
        return Integer.toString(listener.getLocalPort());
    }

    /** How many connections there were. */
    int met() {
        return met.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        client.close();
    }
}
