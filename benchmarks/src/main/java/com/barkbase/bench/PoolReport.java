package com.barkbase.bench;

import com.barkbase.bench.compare.Quantiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The run as a table for people and as raw values for programs. */
final class PoolReport {
    /** Above it, the middle half of the cold starts is too wide for small differences to mean anything. */
    private static final double NOISY_SPREAD = 0.15;

    private final Machine machine;
    private final Samples samples;

    PoolReport(Machine machine, Samples samples) {
        this.machine = machine;
        this.samples = samples;
    }

    void print(PrintStream out, double loadAtEnd) {
        out.println(machine);
        out.printf(
                "Median of %d cold starts, 3 of what follows the warm statement (1 of the connections);%n", coldRuns());
        out.println(
                "in brackets the quartiles, where they differ; x: the ratio to HikariCP. All with the driver settings"
                        + " of the db-layer.");
        out.println();
        out.println(row("", Way.COLUMNS.stream().map(way -> way.title).toList()));
        for (Measure measure : Measure.values()) {
            out.println(row(
                    measure.title,
                    Way.COLUMNS.stream().map(way -> cell(measure, way)).toList()));
        }
        out.println();
        out.println(verdict(loadAtEnd));
    }

    private int coldRuns() {
        return samples.of(Measure.FIRST_ROW, Way.DRIVER).size();
    }

    private static String row(String title, List<String> cells) {
        String columns = cells.stream().map("%-24s"::formatted).collect(Collectors.joining());
        return "%-49s%s".formatted(title, columns).stripTrailing();
    }

    private String cell(Measure measure, Way way) {
        List<Double> sample = samples.of(measure, measure == Measure.DEADLINE_INNER ? inner(way) : way);
        if (sample.isEmpty()) {
            return "-";
        }
        String median = number(Quantiles.median(sample));
        String low = number(Quantiles.quantile(sample, 0.25));
        String high = number(Quantiles.quantile(sample, 0.75));
        return median + (low.equals(high) ? "" : " (" + low + "-" + high + ")") + ratio(measure, way, sample);
    }

    private static Way inner(Way way) {
        return way == Way.HIKARI ? Way.HIKARI_INNER : way;
    }

    private String ratio(Measure measure, Way way, List<Double> sample) {
        List<Double> reference = samples.of(measure, Way.HIKARI);
        if (way == Way.HIKARI || !measure.compared) {
            return "";
        }
        return String.format(Locale.ROOT, " x%.2f", Quantiles.median(sample) / Quantiles.median(reference));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private String verdict(double loadAtEnd) {
        double widest = Way.COLUMNS.stream()
                .mapToDouble(way -> Quantiles.spread(samples.of(Measure.FIRST_ROW, way)))
                .max()
                .orElse(0);
        double load = Math.max(machine.load(), loadAtEnd);
        boolean noisy = widest > NOISY_SPREAD || load > machine.cores();
        return String.format(
                Locale.ROOT,
                "%s: the cold starts' middle half is up to %.0f %% of the median wide (bound %.0f %%),"
                        + " load average up to %.1f on %d cores.",
                noisy ? "NOISY RUN, trust large differences only" : "Quiet run",
                widest * 100,
                NOISY_SPREAD * 100,
                load,
                machine.cores());
    }

    void write(Path file) throws IOException {
        String measures = Arrays.stream(Measure.values())
                .map(measure -> "    \"" + measure + "\": {" + ways(measure) + "}")
                .collect(Collectors.joining(",\n"));
        Files.writeString(
                file,
                "{\n  \"machine\": \"%s\",\n  \"values\": {\n%s\n  }\n}\n"
                        .formatted(machine.toString().replace("\\", "\\\\").replace("\"", "\\\""), measures));
    }

    private String ways(Measure measure) {
        return Arrays.stream(Way.values())
                .filter(way -> !samples.of(measure, way).isEmpty())
                .map(way -> "\"" + way + "\": " + samples.of(measure, way))
                .collect(Collectors.joining(", "));
    }
}
