package com.barkbase.bench.compare;

import java.util.Arrays;
import java.util.List;

/** What stands for many values. */
public final class Quantiles {
    private Quantiles() {}

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

    /** The middle half's width as a part of the median. */
    public static double spread(List<Double> sample) {
        return (quantile(sample, 0.75) - quantile(sample, 0.25)) / median(sample);
    }
}
