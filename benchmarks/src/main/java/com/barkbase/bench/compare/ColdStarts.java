package com.barkbase.bench.compare;

import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** From the start of a process to 50 rows: secret, TLS and SCRAM included. */
final class ColdStarts {
    static final String COUNTS = "counts";

    private static final List<Competitor> JAVA = List.of(
            Competitor.BARKBASE,
            Competitor.HIKARI,
            Competitor.SECRETS_DRIVER,
            Competitor.WRAPPER,
            Competitor.SPRING,
            Competitor.QUARKUS,
            Competitor.DRIVER);
    /** With an AOT cache on less than a core, where time is dear. */
    private static final List<Competitor> IMAGES = List.of(Competitor.BARKBASE, Competitor.HIKARI, Competitor.SPRING);

    private static final List<Contestant> FUNCTIONS = Stream.concat(
                    Stream.of(Competitor.BARKBASE, Competitor.HIKARI, Competitor.SPRING, Competitor.DRIVER)
                            .map(Contestant::of),
                    IMAGES.stream().map(who -> new Contestant(who, Jvm.AOT)))
            .toList();

    private final Trials trials;
    private final Stage stage;
    private final Path folder;

    ColdStarts(Trials trials, Stage stage, Path folder) {
        this.trials = trials;
        this.stage = stage;
        this.folder = folder;
    }

    private List<Contestant> contestants() {
        List<Contestant> all = new ArrayList<>();
        JAVA.forEach(who -> all.add(Contestant.of(who)));
        all.addAll(Contestant.of(Competitor.NODE, Competitor.PSQL));
        JAVA.forEach(who -> all.add(new Contestant(who, Jvm.AOT)));
        all.add(new Contestant(Competitor.HIKARI, Jvm.DEFAULT));
        return all.stream().filter(trials::has).toList();
    }

    void measure(int rounds, Results results) throws IOException, InterruptedException {
        List<Contestant> contestants = contestants();
        for (Contestant each : contestants) { // and from here on the disk's pages are in memory
            if (each.jvm() == Jvm.AOT) {
                results.take("training", each.title(), () -> train(each));
            } else if (each.who() != Competitor.PSQL) {
                results.take(COUNTS, each.title(), () -> count(each));
            }
        }
        for (Contestant each : FUNCTIONS) {
            if (each.jvm() == Jvm.AOT) {
                results.take("training", "function: " + each.title(), () -> trainFunction(each));
            }
        }
        List<Bounds> bounds = new ArrayList<>(List.of(Bounds.ONE_CORE, Bounds.TWO_CORES));
        Quota quota = Quota.create().orElse(null);
        try {
            if (quota != null) {
                bounds.add(quota.bounds());
            }
            for (int i = 1; i <= rounds; i++) {
                for (Bounds each : bounds) {
                    System.err.println("cold starts on " + each.title() + ", round " + i + " of " + rounds);
                    round(Contestant.inTurn(contestants, i), each, results);
                    if (!each.equals(Bounds.ONE_CORE)) {
                        functions(Contestant.inTurn(FUNCTIONS, i), each, results);
                    }
                }
            }
        } finally {
            if (quota != null) {
                quota.close();
            }
        }
    }

    /** More rounds of those alone whom a target names. */
    void measureRestored(int rounds, Results results) throws InterruptedException {
        for (int i = 1; i <= rounds; i++) {
            System.err.println("first rows after a restore, round " + i + " of " + rounds);
            round(List.of(Contestant.of(Competitor.PSQL)), Bounds.TWO_CORES, results);
            restored(Bounds.TWO_CORES, results);
        }
    }

    private void round(List<Contestant> contestants, Bounds bounds, Results results) throws InterruptedException {
        for (Contestant each : contestants) {
            boolean isDear = bounds.isPartOfACore() && !IMAGES.contains(each.who());
            if (each.jvm() != Jvm.AOT || (Files.exists(cache(each)) && !isDear)) {
                results.take("cold, " + bounds.title(), each.title(), () -> trials.run(cold(each, bounds)));
            }
        }
    }

    private void functions(List<Contestant> contestants, Bounds bounds, Results results) throws InterruptedException {
        for (Contestant each : contestants) {
            if (each.jvm() != Jvm.AOT || Files.exists(functionCache(each))) {
                Trial trial = function(each, bounds, "-XX:AOTCache=");
                results.take("function, " + bounds.title(), each.title(), () -> trials.invoke(trial));
            }
        }
        restored(bounds, results);
    }

    private void restored(Bounds bounds, Results results) throws InterruptedException {
        Contestant ours = Contestant.of(Competitor.BARKBASE);
        Trial restored = cold(ours, bounds)
                .variables(Map.of(
                        "BENCH_CONTENDER",
                        ours.who().contender(),
                        "BENCH_PRIME",
                        "1",
                        RuntimeApi.SNAPSHOT,
                        "snap-start"));
        results.take("function, " + bounds.title(), Target.RESTORED, () -> trials.invoke(restored));
    }

    private Trial cold(Contestant contestant, Bounds bounds) {
        String[] scenario =
                contestant.who() == Competitor.PSQL ? stage.psql().toArray(String[]::new) : new String[] {"cold"};
        return new Trial(contestant, bounds, stage.variables(stage.port(), 1), scenario)
                .flags(contestant.jvm() == Jvm.AOT ? List.of("-XX:AOTCache=" + cache(contestant)) : List.of());
    }

    private Map<String, Double> train(Contestant contestant) throws IOException, InterruptedException {
        System.err.println("training the AOT cache of " + contestant.who().title);
        Files.deleteIfExists(cache(contestant)); // of another build
        return trials.run(cold(contestant, Bounds.TWO_CORES)
                .flags(List.of("-XX:AOTCacheOutput=" + cache(contestant)))
                .variables(Map.of("BENCH_TRAINING", "1")));
    }

    private Trial function(Contestant contestant, Bounds bounds, String cacheFlag) {
        Trial trial = new Trial(contestant, bounds, stage.variables(stage.port(), 1), "cold")
                .variables(Map.of("BENCH_CONTENDER", contestant.who().contender()));
        return contestant.jvm() == Jvm.AOT ? trial.flags(List.of(cacheFlag + functionCache(contestant))) : trial;
    }

    private Path functionCache(Contestant contestant) {
        return folder.resolve(contestant.who() + "-function.aot");
    }

    private Map<String, Double> trainFunction(Contestant contestant) throws IOException, InterruptedException {
        System.err.println("training the AOT cache of " + contestant.who().title + " as a function");
        Files.deleteIfExists(functionCache(contestant));
        return trials.train(function(contestant, Bounds.TWO_CORES, "-XX:AOTCacheOutput="));
    }

    private Path cache(Contestant contestant) {
        return folder.resolve(contestant.who() + ".aot");
    }

    /** What does not depend on the machine. */
    Map<String, Double> count(Contestant contestant) throws IOException, InterruptedException {
        Path classes = folder.resolve("classes.log");
        Files.deleteIfExists(classes);
        int reads = stage.secretReads();
        List<Line> lines = new CopyOnWriteArrayList<>();
        try (Network network = new Network(stage.port())) {
            network.atConnect(lines::add);
            Trial trial = new Trial(contestant, Bounds.TWO_CORES, stage.variables(network.port(), 1), "cold")
                    .flags(List.of("-Xlog:class+load=info:file=" + classes));
            Map<String, Double> counts = trials.run(trial);
            counts.put("secretReads", (double) stage.secretReads() - reads);
            counts.put("connections", (double) lines.size());
            counts.put("roundTrips", sum(lines.stream().map(Line::roundTrips)));
            counts.put(
                    "bytes",
                    sum(lines.stream()
                            .map(line ->
                                    line.toServer().passed() + line.toClient().passed())));
            if (Files.exists(classes)) {
                counts.put("classes", (double) loaded(classes));
            }
            counts.keySet().removeAll(List.of("wall", "cpu", "memory"));
            return counts;
        }
    }

    private static double sum(Stream<? extends Number> numbers) {
        return numbers.mapToDouble(Number::doubleValue).sum();
    }

    private static long loaded(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).count();
        }
    }
}
