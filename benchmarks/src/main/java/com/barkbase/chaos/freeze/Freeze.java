package com.barkbase.chaos.freeze;

import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A JVM with idle connections is stopped, as Lambda stops one between two requests, and something becomes of them. What
 * counts is its first request afterwards. All processes of one length stand still together, so that ten minutes cost
 * ten minutes.
 */
public final class Freeze implements Scenario {
    private static final Duration MORE = Duration.ofMillis(500);
    /** The first is the shortest that counts as one. */
    private static final List<Duration> STOPS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private static final List<Integer> CONNECTIONS = List.of(1, 3, 10);
    private static final Map<String, Consumer<Line>> FATES = fates();

    private static Map<String, Consumer<Line>> fates() {
        Map<String, Consumer<Line>> fates = new LinkedHashMap<>();
        fates.put("alive", line -> {});
        fates.put("closed", Line::cut);
        fates.put("reset", Line::reset);
        fates.put("black-holed", Line::blackHole);
        return fates;
    }

    @Override
    public String name() {
        return "freeze";
    }

    @Override
    public String question() {
        return "The process stands still and its idle connections die meanwhile: what does the next request notice?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        List<Claim> claims = new ArrayList<>();
        try (Postgres postgres = Postgres.start(Map.of())) {
            claims.addAll(idleness(postgres, run));
            for (Duration stop : run.sized(STOPS, STOPS.subList(0, 1))) {
                if (!run.isOver()) {
                    claims.addAll(stopped(postgres, run, stop));
                }
            }
        }
        return claims;
    }

    /** All stand still at the same time, and go on one after the other, each with the machine to itself. */
    private static List<Claim> stopped(Postgres postgres, Run run, Duration stop) throws Exception {
        List<Frozen> all = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        try {
            for (Map.Entry<String, Consumer<Line>> fate : FATES.entrySet()) {
                for (int connections : run.isOver() ? List.<Integer>of() : CONNECTIONS) {
                    all.add(Frozen.start(postgres, fate.getKey(), connections));
                }
            }
            run.say(all.size() + " processes stopped for " + Claim.seconds(stop));
            for (Frozen each : all) {
                each.stop(FATES.getOrDefault(each.fate(), line -> {}));
            }
            if (run.pause(stop)) {
                for (Frozen each : all) {
                    claims.add(each.goOn(stop, MORE));
                }
            }
        } finally {
            for (Frozen each : all) {
                each.close();
            }
        }
        return claims;
    }

    static Map<String, String> environment(Postgres postgres, Network network) {
        Map<String, String> variables = new HashMap<>(postgres.variables(Postgres.SERVICE));
        variables.put("DB_PORT", Integer.toString(network.port()));
        variables.put("DB_IDLE_TIMEOUT", "600000");
        variables.put("DB_CONNECTION_TIMEOUT", "20000");
        return variables;
    }

    /** Nothing was frozen: the connection is used as it is. */
    static List<Claim> idleness(Postgres postgres, Run run) throws IOException, InterruptedException {
        AtomicLong trips = new AtomicLong();
        List<Claim> claims = new ArrayList<>();
        try (Network network = new Network(postgres.port())) {
            network.atConnect(line -> line.toServer().gate((type, body) -> {
                trips.addAndGet(type == 'S' || type == 'Q' ? 1 : 0);
                return true;
            }));
            try (Pool pool = Pool.open(environment(postgres, network))) {
                pool.query("SELECT 1");
                for (Duration idle : run.sized(
                        List.of(Duration.ofSeconds(1), Duration.ofSeconds(60)), List.of(Duration.ofSeconds(1)))) {
                    run.pause(idle);
                    long before = trips.get();
                    pool.query("SELECT 1");
                    claims.add(Claim.exactly(
                            "round trips of a statement after " + idle.toSeconds() + " s of mere idleness",
                            1,
                            trips.get() - before));
                }
            }
        }
        return claims;
    }
}
