package com.barkbase.bench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/performance.md} and its plots: a template, in which only figures of the kept runs are filled in. */
final class Page {
    private static final Pattern TABLE = Pattern.compile("\\{\\{table ([^:}]+): ([^}]+)}}");
    private static final Pattern PLOT = Pattern.compile("\\{\\{plot ([^:}]+): ([^:}]+): ([^:}]+): ([^}]+)}}");
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("wall", "wall, ms"),
            Map.entry("cpu", "CPU, ms"),
            Map.entry("memory", "peak memory, MiB"),
            Map.entry("roundTrips", "round trips"),
            Map.entry("secretReads", "secret reads"),
            Map.entry("p50", "p50, µs"),
            Map.entry("p99", "p99, µs"),
            Map.entry("p999", "p99.9, µs"),
            Map.entry("serverCpu", "server's CPU, µs"),
            Map.entry("allocated", "allocated, bytes"),
            Map.entry("perSecond", "statements a second"),
            Map.entry("refused", "not served"),
            Map.entry("seconds", "last one served after, s"),
            Map.entry("first", "first request, ms"),
            Map.entry("early", "first five"),
            Map.entry("later", "sixth and later"),
            Map.entry("afterIdle", "after 1 s idle"));

    private final Path folder;
    private final Map<String, Results> runs = new LinkedHashMap<>();
    private final Results all = new Results("");

    /** @param docs the folder of the page; the raw values are in its {@code performance} */
    Page(Path docs) throws IOException {
        this.folder = docs;
        for (String what : Comparison.ALL) {
            if (Files.exists(raw(docs, what))) {
                Results results = Results.read(raw(docs, what));
                runs.put(what, results);
                all.values().putAll(results.values());
            }
        }
    }

    /** Where a run's raw values are kept. */
    static Path raw(Path docs, String what) {
        return docs.resolve("performance").resolve(what + ".json");
    }

    void write() throws IOException {
        for (MatchResult plot : PLOT.matcher(template()).results().toList()) {
            plot(plot.group(1), plot.group(2), plot.group(3), plot.group(4));
        }
        Files.writeString(folder.resolve("performance.md"), text());
    }

    private void plot(String file, String table, String figure, String title) throws IOException {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        for (String row : all.rows(table)) {
            List<Double> sample = all.of(table, row, figure);
            if (!sample.isEmpty()) {
                rows.put(row, sample);
            }
        }
        Files.writeString(folder.resolve("performance").resolve(file), BarPlot.of(title, rows));
    }

    String text() throws IOException {
        String text = template()
                .replace("{{runs}}", lines(runs.keySet().stream().map(this::run).toList()))
                .replace("{{targets}}", targets());
        text = TABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        table(found.group(1), Arrays.asList(found.group(2).split(", ", -1)))));
        return PLOT.matcher(text)
                .replaceAll(found ->
                        "![" + Matcher.quoteReplacement(found.group(4)) + "](performance/" + found.group(1) + ")");
    }

    String targets() {
        return lines(Target.ALL.stream().map(target -> target.row(all)).toList());
    }

    MeasuredUsage usage(String date) {
        return new MeasuredUsage(all, date);
    }

    private String run(String what) {
        Results results = Objects.requireNonNull(runs.get(what));
        return "- `./barkbase bench " + what + "`: " + results.machine() + ". " + results.noise();
    }

    private static String template() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("performance.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String table(String table, List<String> figures) {
        if (all.rows(table).isEmpty()) {
            return "(" + table + " was not measured.)";
        }
        String head = "| " + table + " | "
                + figures.stream()
                        .map(figure -> TITLES.getOrDefault(figure, figure))
                        .collect(Collectors.joining(" | "))
                + " |\n|---|" + "---:|".repeat(figures.size());
        return head + "\n"
                + lines(all.rows(table).stream()
                        .map(row -> "| " + row + " | "
                                + figures.stream()
                                        .map(figure -> cell(all.of(table, row, figure)))
                                        .collect(Collectors.joining(" | "))
                                + " |")
                        .toList());
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    /** The median and, in brackets, the quartiles. */
    private static String cell(List<Double> sample) {
        if (sample.isEmpty()) {
            return "";
        }
        return cell(Quantiles.median(sample), Quantiles.quantile(sample, 0.25), Quantiles.quantile(sample, 0.75));
    }

    static String cell(double median, double from, double to) {
        String low = number(from);
        String high = number(to);
        return number(median) + (low.equals(high) ? "" : " (" + low + "–" + high + ")");
    }

    /** With as many digits as mean something. */
    static String number(double value) {
        if (value == Math.rint(value) || value >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
