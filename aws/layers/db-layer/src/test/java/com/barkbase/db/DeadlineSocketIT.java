package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads that a watch looks after, whose ticks are given by hand. */
@Timeout(30)
class DeadlineSocketIT {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final DeadlineSocket socket = new DeadlineSocket(null, true);
    private Socket peer;

    DeadlineSocketIT() throws IOException {}

    @BeforeEach
    void connect() throws IOException {
        socket.connect(listener.getLocalSocketAddress(), 0);
        peer = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        peer.close();
        listener.close();
    }

    private ThreadKind.Call read(ThreadKind kind) throws ReflectiveOperationException {
        return kind.call(() -> socket.getInputStream().read());
    }

    @ParameterizedTest
    @EnumSource
    void readThatStaysOverdueIsEndedByTheWatch(ThreadKind kind) throws Exception {
        socket.readWatched(Deadline.in(50));
        ThreadKind.Call read = read(kind);
        while (!read.future().isDone()) {
            socket.tick();
            Thread.onSpinWait();
        }
        assertThat(read.ending().error()).isInstanceOf(DeadlineSocket.TimeUpException.class);
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void readWithTimeLeftIsLeftAloneByTheWatch() throws Exception {
        socket.readWatched(Deadline.in(3_600_000));
        ThreadKind.Call read = read(ThreadKind.PLATFORM);
        for (int tick = 0; tick < 1_000; tick++) {
            socket.tick();
        }
        peer.getOutputStream().write('a');
        assertThat(read.ending().value()).isEqualTo((int) 'a');
    }

    @Test
    void socketThatNobodyReadsIsLeftAloneByTheWatch() throws Exception {
        socket.readWatched(Deadline.in(0));
        for (int tick = 0; tick < 10; tick++) {
            socket.tick();
        }
        socket.readWatched(Deadline.in(3_600_000));
        peer.getOutputStream().write('b');
        assertThat(socket.getInputStream().read()).isEqualTo('b');
    }

    @Test
    void byteThatCameBeforeTheEndOfTheConnectionIsStillRead() throws Exception {
        assertThat(socket.hasEnded()).isFalse();
        peer.getOutputStream().write('c');
        peer.close();
        while (!socket.hasUnreadBytes()) {
            Thread.onSpinWait();
        }
        assertThat(socket.hasEnded()).as("there is something to read").isFalse();
        socket.readUntil(Deadline.in(3_600_000));
        assertThat(socket.getInputStream().read()).isEqualTo('c');
        assertThat(socket.hasEnded()).isTrue();
    }
}
