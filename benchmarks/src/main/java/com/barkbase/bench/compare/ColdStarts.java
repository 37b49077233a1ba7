package com.barkbase.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** From the start of a process to 50 rows: secret, TLS and SCRAM included. */
final class ColdStarts {
    private static final List<String> COLD = List.of("cold");

    private final Trials trials;
    private final Stage stage;
    private final Path folder;
    private final List<Contestant> contestants;

    ColdStarts(Trials trials, Stage stage, Path folder) {
        this.trials = trials;
        this.stage = stage;
        this.folder = folder;
        this.contestants = contestants().filter(trials::has).toList();
    }

    private static Stream<Contestant> contestants() {
        List<Contestant> all = new ArrayList<>();
        for (Competitor who : Competitor.values()) {
            if (who != Competitor.TENANT) {
                all.add(Contestant.of(who));
            }
        }
        for (Competitor who : Competitor.values()) {
            if (who.isJava() && who != Competitor.TENANT) {
                all.add(new Contestant(who, Jvm.AOT));
            }
        }
        all.add(new Contestant(Competitor.HIKARI, Jvm.DEFAULT));
        return all.stream();
    }

    void measure(int rounds, Results results) throws IOException, InterruptedException {
        for (Contestant each : contestants) {
            if (each.jvm() == Jvm.AOT) {
                train(each);
            }
        }
        for (int i = 1; i <= rounds; i++) {
            for (Bounds bounds : Bounds.values()) {
                System.err.println("cold starts on " + bounds.title + ", round " + i + " of " + rounds);
                for (Contestant each : contestants) {
                    results.add("cold, " + bounds.title, each.title(), cold(each, bounds));
                }
            }
        }
    }

    private Map<String, Double> cold(Contestant contestant, Bounds bounds) throws IOException, InterruptedException {
        List<String> flags = contestant.jvm() == Jvm.AOT ? List.of("-XX:AOTCache=" + cache(contestant)) : List.of();
        List<String> scenario = contestant.who() == Competitor.PSQL ? stage.psql() : COLD;
        return trials.run(contestant, bounds, flags, stage.variables(stage.port(), 1), scenario);
    }

    private void train(Contestant contestant) throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(stage.variables(stage.port(), 1));
        variables.put("BENCH_TRAINING", "1");
        trials.run(contestant, Bounds.TWO_CORES, List.of("-XX:AOTCacheOutput=" + cache(contestant)), variables, COLD);
    }

    private Path cache(Contestant contestant) {
        return folder.resolve(contestant.who() + ".aot");
    }
}
