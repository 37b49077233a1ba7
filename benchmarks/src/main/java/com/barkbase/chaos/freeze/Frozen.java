package com.barkbase.chaos.freeze;

import com.barkbase.chaos.rig.Child;
import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One process with idle connections, over a network of its own. For one thread. */
final class Frozen implements AutoCloseable {
    private static final int NORMAL_REQUESTS = 21;

    private final String fate;
    private final int connections;
    private final Path log;
    private final Network network;
    private final Child function;
    /** What it said when it opened them. */
    private String opened = "";

    private long normalMicros;

    private Frozen(String fate, int connections, Path log, Network network, Child function) {
        this.fate = fate;
        this.connections = connections;
        this.log = log;
        this.network = network;
        this.function = function;
    }

    /** @param fate what is to become of its connections */
    static Frozen start(Postgres postgres, String fate, int connections) throws IOException {
        Path log = Files.createTempFile("barkbase-frozen", ".log");
        Network network = new Network(postgres.port());
        String[] arguments = Freeze.environment(postgres, network).entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
        Frozen frozen = new Frozen(
                fate, connections, log, network, Child.start(FrozenFunction.class, log, List.of(), arguments));
        frozen.open();
        return frozen;
    }

    private void open() throws IOException {
        opened = function.ask(Integer.toString(connections));
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < NORMAL_REQUESTS && isNumber(opened); i++) {
            micros.add(Long.valueOf(function.ask("1")));
        }
        normalMicros =
                micros.stream().sorted().skip(NORMAL_REQUESTS / 2).findFirst().orElse(0L);
    }

    String fate() {
        return fate;
    }

    void stop(Consumer<Line> deed) throws IOException, InterruptedException {
        function.freeze();
        network.lines().forEach(deed);
    }

    /** What its first request after the stop is like. */
    Claim goOn(Duration stop, Duration more) throws IOException, InterruptedException {
        String what = connections + " idle connections " + fate + ", the process stopped for " + Claim.seconds(stop)
                + ": the first request";
        function.thaw();
        String first = isNumber(opened) ? function.ask("1") : opened;
        if (!isNumber(first)) {
            return Claim.ours(what, "no error", first, false);
        }
        Duration longer = Duration.ofNanos(1_000 * Math.max(0, Long.parseLong(first) - normalMicros));
        return Claim.within(what + " takes longer than usual by", more, longer);
    }

    private static boolean isNumber(String answer) {
        return answer.matches("[0-9]+");
    }

    @Override
    public void close() throws IOException {
        try (network) {
            function.close();
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
