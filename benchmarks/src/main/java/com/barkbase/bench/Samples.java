package com.barkbase.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The raw values of a run, in the order in which they were taken. */
final class Samples {
    private final Map<Measure, Map<Way, List<Double>>> values = new EnumMap<>(Measure.class);

    void add(Way way, Map<Measure, Double> figures) {
        figures.forEach((measure, value) -> values.computeIfAbsent(measure, m -> new EnumMap<>(Way.class))
                .computeIfAbsent(way, w -> new ArrayList<>())
                .add(Math.round(value * 1_000) / 1_000.0));
    }

    void clear() {
        values.clear();
    }

    /** Empty where nothing was measured. */
    List<Double> of(Measure measure, Way way) {
        return Collections.unmodifiableList(
                values.getOrDefault(measure, Map.of()).getOrDefault(way, List.of()));
    }
}
