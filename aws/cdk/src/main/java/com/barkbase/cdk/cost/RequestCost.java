package com.barkbase.cdk.cost;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What cold starts and requests of a function cost, beside the same with what others use, as measured. */
public final class RequestCost {
    private static final String COLD = "cold start of ";
    private static final String READS = "secret reads of ";
    private static final String REQUEST = "request of ";
    private static final double MILLIS = 1e3;
    private static final String ROW = "  %-44s %18s %19s";

    private final Figures prices;
    private final Figures measured;

    RequestCost(Figures prices, Figures measured) {
        this.prices = prices;
        this.measured = measured;
    }

    /** At the prices of the list, for what {@code ./barkbase bench} wrote last. */
    public static List<String> lines() {
        return new RequestCost(Figures.prices(), Figures.measured()).table();
    }

    /** The cheapest first; functions of 1,024 MB, and nothing else on the bill. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        List<String> names = measured.all().stream()
                .map(Figures.Figure::name)
                .filter(name -> name.startsWith(COLD))
                .map(name -> name.substring(COLD.length()))
                .sorted(comparingDouble(this::coldStart))
                .toList();
        if (names.isEmpty()) {
            return List.of("Requests beside those of others: not measured yet, run ./barkbase bench all.");
        }
        lines.add(ROW.formatted("USD, functions of 1,024 MB", "1,000 cold starts", "1,000,000 requests"));
        for (String name : names) {
            lines.add(ROW.formatted(
                    name,
                    usd(coldStart(name) * 1e3),
                    request(name).map(cost -> usd(cost * 1e6)).orElse("")));
        }
        return lines;
    }

    private double coldStart(String name) {
        return running(measured.of(COLD + name)) + measured.of(READS + name) * prices.of("secret read");
    }

    private Optional<Double> request(String name) {
        return measured.find(REQUEST + name).map(seconds -> prices.of("lambda request") + running(seconds));
    }

    /** Lambda counts whole milliseconds. */
    private double running(double seconds) {
        return Math.ceil(seconds * MILLIS) / MILLIS * prices.of("lambda gigabyte second arm64");
    }

    private static String usd(double amount) {
        return String.format(Locale.ROOT, "%.4f", amount);
    }
}
