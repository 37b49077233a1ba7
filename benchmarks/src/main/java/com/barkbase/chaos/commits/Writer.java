package com.barkbase.chaos.commits;

import com.barkbase.chaos.rig.Direction;
import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Network;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes one write after the other over a network of its own, which fails at a random byte of each. For one thread. */
final class Writer implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 10;
    /** Of a hundred troubles; each makes the caller wait for its timeout. */
    private static final int BLACK_HOLES = 3;

    private static final int RESETS = 30;

    private final Network network;
    private final Client client;
    private final RandomGenerator chance;
    private final Map<Way, long[]> usual = new EnumMap<>(Way.class);

    /** Makes a client that connects to this port. */
    interface Opening {
        Client to(int port) throws IOException;
    }

    Writer(int serverPort, Opening opening, RandomGenerator chance) throws IOException {
        this.network = new Network(serverPort);
        this.client = opening.to(network.port());
        this.chance = chance;
    }

    List<Way> ways() {
        return List.of(Way.values()).stream().filter(client::knows).toList();
    }

    Write write(Way way, String entry) throws Exception {
        connect();
        Line line = network.lines().getLast();
        long[] bytes = usual.get(way);
        if (bytes == null) {
            return measure(way, entry, line);
        }
        boolean sending = chance.nextBoolean();
        Direction direction = sending ? line.toServer() : line.toClient();
        long at = chance.nextLong(bytes[sending ? 0 : 1]);
        int kind = chance.nextInt(100);
        direction.after(at, kind < BLACK_HOLES ? line::blackHole : kind < RESETS ? line::reset : line::cut);
        String trouble = (kind < BLACK_HOLES ? "black hole" : kind < RESETS ? "reset" : "cut") + " at byte " + at
                + (sending ? " to the server" : " to the client");
        return tried(way, entry, direction, trouble);
    }

    /** The last trouble may have left a connection that has ended unseen. */
    private void connect() throws Exception {
        try {
            client.connect();
        } catch (Exception ended) {
            client.connect();
        }
    }

    /** The first of its way passes unharmed, to know how many bytes it takes. */
    private Write measure(Way way, String entry, Line line) throws Exception {
        long[] before = {line.toServer().passed(), line.toClient().passed()};
        client.write(way, entry);
        usual.put(way, new long[] {
            line.toServer().passed() - before[0], line.toClient().passed() - before[1]
        });
        return new Write(way, entry, Told.DONE, 1, "", "");
    }

    private Write tried(Way way, String entry, Direction direction, String trouble) {
        Told told = Told.UNKNOWN;
        String failure = "";
        boolean befell = false;
        int attempts = 0;
        do {
            attempts++;
            try {
                client.write(way, entry);
                told = Told.DONE;
                failure = "";
            } catch (Exception e) {
                told = client.told(e);
                failure = String.valueOf(e.getMessage());
            }
            befell |= !direction.never();
            if (befell) {
                network.lines().forEach(Line::cut);
            }
        } while (way.keyed && told != Told.DONE && attempts < MOST_ATTEMPTS);
        return new Write(way, entry, told, attempts, befell ? trouble : "", failure);
    }

    @Override
    public void close() throws Exception {
        client.close();
        network.close();
    }
}
