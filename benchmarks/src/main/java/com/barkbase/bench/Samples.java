package com.barkbase.bench;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** By linear interpolation between the two nearest values; {@code fraction} 0.5 is the median. */
    static double quantile(List<Double> sample, double fraction) {
        double[] sorted = sample.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    static double median(List<Double> sample) {
        return quantile(sample, 0.5);
    }

    /** The middle half's width as a part of the median. */
    static double spread(List<Double> sample) {
        return (quantile(sample, 0.75) - quantile(sample, 0.25)) / median(sample);
    }
}
