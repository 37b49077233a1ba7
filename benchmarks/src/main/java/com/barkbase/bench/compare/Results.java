package com.barkbase.bench.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The raw values of one run: by table, row and figure, in the order in which they were taken.
 *
 * @param machine where and when, in words
 * @param load the system's load average before each trial
 * @param failures trials that told no figures, with their reasons
 */
record Results(
        @JsonProperty("machine") String machine,
        @JsonProperty("load") List<Double> load,
        @JsonProperty("failures") List<String> failures,
        @JsonProperty("values") Map<String, Map<String, Map<String, List<Double>>>> values) {
    private static final Set<String> TIMED = Set.of("wall", "p50", "perSecond", "seconds", "first");
    private static final double WIDE = 0.15;
    /** What was measured just before may have left as much on two cores. */
    private static final double MOST_LOAD = 4;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Results(String machine) {
        this(machine, new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
    }

    static Results read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Results.class);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    /** What may fail, as a process may. */
    @FunctionalInterface
    interface Measurement {
        Map<String, Double> take() throws IOException, InterruptedException;
    }

    /** Keeps its figures, or that there are none: one that fails does not end the others' run. */
    void take(String table, String row, Measurement measurement) throws InterruptedException {
        load.add(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()); // not the measurement's own
        try {
            add(table, row, measurement.take());
        } catch (IOException e) {
            System.err.println(table + ", " + row + " failed: " + e.getMessage());
            failures.add(table + ", " + row + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    void add(String table, String row, Map<String, Double> figures) {
        figures.forEach((figure, value) -> values.computeIfAbsent(table, t -> new LinkedHashMap<>())
                .computeIfAbsent(row, r -> new LinkedHashMap<>())
                .computeIfAbsent(figure, f -> new ArrayList<>())
                .add(Math.round(value * 1_000) / 1_000.0));
    }

    /** The rows of a table, in the order in which they first came. */
    List<String> rows(String table) {
        return List.copyOf(values.getOrDefault(table, Map.of()).keySet());
    }

    Map<String, List<Double>> figures(String table, String row) {
        return values.getOrDefault(table, Map.of()).getOrDefault(row, Map.of());
    }

    /** Empty where nothing was measured. */
    List<Double> of(String table, String row, String figure) {
        return figures(table, row).getOrDefault(figure, List.of());
    }

    /** Whether the run was quiet enough to trust small differences, in words. */
    String noise() {
        List<Double> spreads = values.values().stream()
                .flatMap(rows -> rows.values().stream())
                .flatMap(figures -> figures.entrySet().stream())
                .filter(figure -> TIMED.contains(figure.getKey()))
                .map(figure -> Quantiles.spread(figure.getValue()))
                .toList();
        long wide = spreads.stream().filter(spread -> spread > WIDE).count();
        double before = load.isEmpty() ? 0 : load.getFirst();
        boolean noisy = wide * 10 > spreads.size() || before > MOST_LOAD;
        return String.format(
                Locale.ROOT,
                "%s: the middle half of %d of %d samples is wider than %.0f %% of the median; load at first %.1f.%s",
                noisy ? "**A noisy run, trust large differences only**" : "A quiet run",
                wide,
                spreads.size(),
                WIDE * 100,
                before,
                failures.isEmpty() ? "" : " **" + failures.size() + " trials failed**, such as " + failures.getFirst());
    }
}
