package com.barkbase.bench.compare;

import com.barkbase.chaos.rig.Network;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One pet by its key, over and over: how long one takes, and how many there are in a second. */
final class WarmRequests {
    private static final List<Integer> CALLERS = List.of(1, 8, 32);
    private static final List<Contestant> NEAR = Contestant.of(
            Competitor.BARKBASE,
            Competitor.HIKARI,
            Competitor.WRAPPER,
            Competitor.SPRING,
            Competitor.QUARKUS,
            Competitor.NODE,
            Competitor.DRIVER);
    private static final List<Contestant> FAR =
            Contestant.of(Competitor.BARKBASE, Competitor.HIKARI, Competitor.NODE, Competitor.DRIVER);
    /** Whom the targets name. */
    private static final List<Contestant> JUDGED_NEAR = Contestant.of(Competitor.BARKBASE, Competitor.DRIVER);

    private static final List<Contestant> JUDGED_THROUGHPUT =
            Contestant.of(Competitor.BARKBASE, Competitor.NODE, Competitor.PGBENCH);
    private static final List<Contestant> THROUGHPUT = List.of(
            Contestant.of(Competitor.BARKBASE),
            new Contestant(Competitor.BARKBASE, Jvm.DEFAULT),
            Contestant.of(Competitor.TENANT),
            Contestant.of(Competitor.HIKARI),
            new Contestant(Competitor.HIKARI, Jvm.DEFAULT),
            Contestant.of(Competitor.NODE),
            Contestant.of(Competitor.PGBENCH));

    private final Trials trials;
    private final Stage stage;
    private final Results results;

    WarmRequests(Trials trials, Stage stage, Results results) {
        this.trials = trials;
        this.stage = stage;
        this.results = results;
    }

    /** @param statements on loopback; those to distant servers are fewer */
    void measure(int rounds, int statements, int millis) throws IOException, InterruptedException {
        try (Network oneMilli = stage.distant(1);
                Network fiveMillis = stage.distant(5)) {
            for (int i = 1; i <= rounds; i++) {
                System.err.println("warm requests, round " + i + " of " + rounds);
                latency("warm, loopback", Contestant.inTurn(NEAR, i), stage.port(), statements);
                latency("warm, 1 ms away", Contestant.inTurn(NEAR, i), oneMilli.port(), statements / 10);
                latency("warm, 5 ms away", Contestant.inTurn(FAR, i), fiveMillis.port(), statements / 40);
                for (int callers : CALLERS) {
                    throughput(Contestant.inTurn(THROUGHPUT, i), callers, millis);
                }
            }
        }
    }

    /** More rounds of those alone whom a target names. */
    void measureJudged(int rounds, int statements, int millis) throws InterruptedException {
        for (int i = 1; i <= rounds; i++) {
            System.err.println("warm requests that a target names, round " + i + " of " + rounds);
            latency("warm, loopback", Contestant.inTurn(JUDGED_NEAR, i), stage.port(), statements);
            throughput(Contestant.inTurn(JUDGED_THROUGHPUT, i), CALLERS.getLast(), millis);
        }
    }

    /** The same in a tenant's scope and without. */
    void tenants(int rounds, int statements) throws IOException, InterruptedException {
        List<Contestant> both = Contestant.of(Competitor.BARKBASE, Competitor.TENANT);
        try (Network oneMilli = stage.distant(1)) {
            for (int i = 1; i <= rounds; i++) {
                System.err.println("a tenant's scope, round " + i + " of " + rounds);
                latency("scope, loopback", Contestant.inTurn(both, i), stage.port(), statements);
                latency("scope, 1 ms away", Contestant.inTurn(both, i), oneMilli.port(), statements / 10);
            }
        }
        new RoundTrips(stage).measure(results);
    }

    private void latency(String table, List<Contestant> contestants, int port, int statements)
            throws InterruptedException {
        for (Contestant each : contestants) {
            if (trials.has(each)) {
                Trial trial = new Trial(
                        each, Bounds.TWO_CORES, stage.variables(port, 1), "latency", Integer.toString(statements));
                results.take(table, each.title(), () -> latency(trial));
            }
        }
    }

    private Map<String, Double> latency(Trial trial) throws IOException, InterruptedException {
        double server = stage.serverCpuMillis();
        Map<String, Double> figures = trials.run(trial);
        double micros = (stage.serverCpuMillis() - server) * 1e3;
        figures.put("serverCpu", micros / figures.getOrDefault("statements", 1.0));
        figures.keySet().removeAll(List.of("wall", "cpu", "statements"));
        return figures;
    }

    private void throughput(List<Contestant> contestants, int callers, int millis) throws InterruptedException {
        String table = callers == 1 ? "throughput, 1 caller" : "throughput, " + callers + " callers";
        for (Contestant each : contestants) {
            if (trials.has(each)) {
                Trial trial = new Trial(
                        each,
                        Bounds.TWO_CORES,
                        stage.variables(stage.port(), callers),
                        "throughput",
                        Integer.toString(callers),
                        Integer.toString(millis));
                results.take(
                        table,
                        each.title(),
                        () -> each.who() == Competitor.PGBENCH
                                ? Map.of("perSecond", stage.pgbench(callers, millis))
                                : perSecond(trial));
            }
        }
    }

    private Map<String, Double> perSecond(Trial trial) throws IOException, InterruptedException {
        Map<String, Double> figures = trials.run(trial);
        figures.keySet().retainAll(List.of("perSecond"));
        return figures;
    }
}
