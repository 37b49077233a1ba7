package com.barkbase.chaos.freeze;

import com.barkbase.chaos.rig.Child;
import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * counts is its first request afterwards. How long it stood still makes no difference beyond the second by which the
 * db-layer knows it: the longest stop here is short of the ten minutes of some functions.
 */
public final class Freeze implements Scenario {
    private static final Duration MORE = Duration.ofMillis(500);
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
            for (Duration stop : run.sized(
                    List.of(Duration.ofMillis(1_500), Duration.ofSeconds(60)), List.of(Duration.ofMillis(1_500)))) {
                for (Map.Entry<String, Consumer<Line>> fate : FATES.entrySet()) {
                    for (int connections : CONNECTIONS) {
                        run.say(connections + " connections " + fate.getKey() + ", stopped for " + stop);
                        claims.add(frozen(postgres, run, stop, fate.getKey(), fate.getValue(), connections));
                    }
                }
            }
        }
        return claims;
    }

    static Claim frozen(Postgres postgres, Run run, Duration stop, String fate, Consumer<Line> deed, int connections)
            throws IOException, InterruptedException {
        String what = connections + " idle connections " + fate + ", the process stopped for " + Claim.seconds(stop)
                + ": the first request";
        Path log = Files.createTempFile("barkbase-frozen", ".log");
        try (Network network = new Network(postgres.port());
                Child function = Child.start(FrozenFunction.class, log, List.of(), arguments(postgres, network))) {
            String opened = function.ask(Integer.toString(connections));
            if (!isNumber(opened)) {
                return Claim.ours(what, "connections before it", opened, false);
            }
            long normal = normalMicros(function);
            function.freeze();
            network.lines().forEach(deed);
            run.pause(stop);
            function.thaw();
            String first = function.ask("1");
            if (!isNumber(first)) {
                return Claim.ours(what, "no error", first, false);
            }
            Duration more = Duration.ofNanos(1_000 * (Long.parseLong(first) - normal));
            return Claim.within(what + " takes longer than usual by", MORE, more.isNegative() ? Duration.ZERO : more);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static boolean isNumber(String answer) {
        return answer.matches("[0-9]+");
    }

    private static long normalMicros(Child function) throws IOException {
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            micros.add(Long.valueOf(function.ask("1")));
        }
        return micros.stream().sorted().skip(10).findFirst().orElseThrow();
    }

    private static String[] arguments(Postgres postgres, Network network) {
        return environment(postgres, network).entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
    }

    private static Map<String, String> environment(Postgres postgres, Network network) {
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
