package com.barkbase.cdk.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bill as a table that fits a terminal of 80 columns. */
public record BillText(Bill bill) {
    private static final int NAME = 30;
    private static final int BASIS = 27;
    private static final String ROW = "  %-" + NAME + "s %-" + BASIS + "s %8s %9s";

    /** Line by line, each stack's resources below its name. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("USD a month", "", "idle", "at load"));
        String stack = "";
        for (Bill.Line line : bill.lines()) {
            if (!line.stack().equals(stack)) {
                stack = line.stack();
                lines.add(stack);
            }
            lines.add(row(line.name(), line.basis(), usd(line.idle()), usd(line.busy())));
        }
        lines.add(row(bill.uncharged() + " resources", "without a charge", usd(0), usd(0)));
        lines.add(row("sum", "", usd(bill.idle()), usd(bill.busy())));
        lines.addAll(load());
        return lines;
    }

    /** What was assumed of the load, from the one file that says it. */
    private static List<String> load() {
        Figures usage = Figures.usage();
        return List.of(
                "The load: %,.0f requests of %.0f ms, one in %.0f starts a new environment,"
                        .formatted(usage.of("requests"), usage.of("duration") * 1e3, 1 / usage.of("cold start share")),
                "%.1f kB of log each, %.0f %% traced; usage.json says all that is assumed."
                        .formatted(usage.of("log gigabytes") * 1e6, usage.of("traced share") * 1e2));
    }

    private static String row(String name, String basis, String idle, String busy) {
        return ROW.formatted(cut(name, NAME), cut(basis, BASIS), idle, busy);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** An amount as the tables show it: {@code 21.94}. */
    public static String usd(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
