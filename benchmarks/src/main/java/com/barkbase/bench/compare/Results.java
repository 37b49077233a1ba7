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
import java.util.Map;

/**
 * The raw values of one run: by table, row and figure, in the order in which they were taken.
 *
 * @param machine where and when, in words
 * @param load the system's load average when each value came
 */
record Results(
        @JsonProperty("machine") String machine,
        @JsonProperty("load") List<Double> load,
        @JsonProperty("values") Map<String, Map<String, Map<String, List<Double>>>> values) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Results(String machine) {
        this(machine, new ArrayList<>(), new LinkedHashMap<>());
    }

    static Results read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Results.class);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    void add(String table, String row, Map<String, Double> figures) {
        load.add(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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
}
