package com.barkbase.chaos.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The samples as lines over time, one below the other, each from zero, as SVG. */
final class Plot {
    private static final int WIDTH = 860;
    private static final int PANEL = 130;
    private static final int LEFT = 70;
    private static final int TOP = 34;
    private static final int INNER_WIDTH = WIDTH - LEFT - 20;
    private static final int INNER_HEIGHT = PANEL - 50;

    private final List<Sample> samples;
    private final StringBuilder svg = new StringBuilder();
    private int panels;

    Plot(List<Sample> samples) {
        this.samples = samples;
    }

    String svg() {
        panel("heap after a collection, KiB", Sample::heapKilobytes);
        panel("threads", Sample::threads);
        panel("open files and sockets", Sample::files);
        panel("the server's connections", Sample::connections);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s<text x="%d" y="%d" text-anchor="end">%d s</text>
                </svg>
                """.formatted(WIDTH, height(), svg, LEFT + INNER_WIDTH, height() - 8, lastSecond());
    }

    private int height() {
        return panels * PANEL + 20;
    }

    private long lastSecond() {
        return samples.isEmpty() ? 1 : Math.max(1, samples.getLast().seconds());
    }

    private void panel(String title, ToLongFunction<Sample> measure) {
        long most = Math.max(1, samples.stream().mapToLong(measure).max().orElse(1));
        int top = panels++ * PANEL + TOP;
        int bottom = top + INNER_HEIGHT;
        svg.append("""
                <text x="%d" y="%d" font-weight="bold">%s</text>
                <text x="%d" y="%d" text-anchor="end">%d</text><text x="%d" y="%d" text-anchor="end">0</text>
                <path d="M%d %dV%dH%d" fill="none" stroke="#999"/>
                <polyline fill="none" stroke="#1f5fa8" stroke-width="1.5" points="%s"/>
                """.formatted(
                        LEFT,
                        top - 10,
                        title,
                        LEFT - 6,
                        top + 8,
                        most,
                        LEFT - 6,
                        bottom,
                        LEFT,
                        top,
                        bottom,
                        LEFT + INNER_WIDTH,
                        points(measure, most, bottom)));
    }

    private String points(ToLongFunction<Sample> measure, long most, int bottom) {
        StringBuilder points = new StringBuilder();
        for (Sample sample : samples) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    LEFT + (double) INNER_WIDTH * sample.seconds() / lastSecond(),
                    bottom - (double) INNER_HEIGHT * measure.applyAsLong(sample) / most));
        }
        return points.toString();
    }
}
