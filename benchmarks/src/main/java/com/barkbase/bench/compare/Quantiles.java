package com.barkbase.bench.compare;

import java.util.Arrays;
import java.util.List;

/** What stands for many values. */
public final class Quantiles {
    private static final double CONFIDENCE = 0.9;

    private Quantiles() {}

    record Interval(double low, double high) {}

    /** By linear interpolation between the two nearest values; {@code fraction} 0.5 is the median. */
    public static double quantile(List<Double> sample, double fraction) {
        if (sample.isEmpty()) {
            return Double.NaN;
        }
        double[] sorted = sample.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    public static double median(List<Double> sample) {
        return quantile(sample, 0.5);
    }

    /**
     * Between which two of the values the median of all that might have been measured lies, with a confidence of at
     * least 90 %; of fewer than five values, the least and the greatest.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Median#Sampling_distribution">Order statistics</a>
     */
    static Interval ofMedian(List<Double> sample) {
        List<Double> sorted = sample.stream().sorted().toList();
        int n = sorted.size();
        double chance = Math.pow(0.5, n); // that no value is below the median
        double tail = chance;
        int skipped = 0;
        while (2 * (tail + chance * (n - skipped) / (skipped + 1)) <= 1 - CONFIDENCE) {
            chance *= (n - skipped) / (skipped + 1.0);
            tail += chance;
            skipped++;
        }
        return new Interval(sorted.get(skipped), sorted.get(n - 1 - skipped));
    }

    /** The middle half's width as a part of the median. */
    public static double spread(List<Double> sample) {
        return (quantile(sample, 0.75) - quantile(sample, 0.25)) / median(sample);
    }
}
