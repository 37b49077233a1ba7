package com.barkbase.bench.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Medians as bars with the middle half of the values as a line over each: an SVG. */
final class BarPlot {
    private static final int ROW = 26;
    private static final int LABELS = 310;
    private static final int WIDTH = 820;
    private static final int BARS = WIDTH - LABELS - 80;
    private static final int TOP = 40;

    private final StringBuilder svg = new StringBuilder();

    private BarPlot() {}

    /** @param rows labels and values, from top to bottom */
    static String of(String title, Map<String, List<Double>> rows) {
        return new BarPlot().draw(title, rows);
    }

    private String draw(String title, Map<String, List<Double>> rows) {
        double longest = rows.values().stream()
                .mapToDouble(sample -> Quantiles.quantile(sample, 0.75))
                .max()
                .orElse(1);
        int height = TOP + rows.size() * ROW + 10;
        add("<svg xmlns='http://www.w3.org/2000/svg' width='" + WIDTH + "' height='" + height
                + "' font-family='sans-serif' font-size='13'>");
        add("<rect width='" + WIDTH + "' height='" + height + "' fill='white'/>");
        add("<text x='10' y='22' font-size='15' font-weight='bold'>" + escaped(title) + "</text>");
        int y = TOP;
        for (Map.Entry<String, List<Double>> row : rows.entrySet()) {
            bar(row.getKey(), row.getValue(), BARS / longest, y);
            y += ROW;
        }
        add("</svg>");
        return svg.toString();
    }

    private void bar(String label, List<Double> sample, double scale, int y) {
        double median = Quantiles.median(sample);
        double end = LABELS + median * scale;
        double low = LABELS + Quantiles.quantile(sample, 0.25) * scale;
        double high = LABELS + Quantiles.quantile(sample, 0.75) * scale;
        String colour = label.startsWith("BarkBase") ? "#2a6f97" : "#a9b4bd";
        add("<text x='" + (LABELS - 8) + "' y='" + (y + 15) + "' text-anchor='end'>" + escaped(label) + "</text>");
        add("<rect x='" + LABELS + "' y='" + (y + 1) + "' width='" + tenths(end - LABELS) + "' height='18' fill='"
                + colour + "'/>");
        add("<line x1='" + tenths(low) + "' x2='" + tenths(high) + "' y1='" + (y + 10) + "' y2='" + (y + 10)
                + "' stroke='black' stroke-width='2'/>");
        add("<text x='" + tenths(Math.max(high, end) + 6) + "' y='" + (y + 15) + "'>" + Page.number(median)
                + "</text>");
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    }
}
