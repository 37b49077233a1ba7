package com.barkbase.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Steps by how they ended, and every leak. */
record TenantsReport(Run run, Duration taken, Witness witness, Tally tally) implements Report {

    @Override
    public boolean held() {
        return witness.leaks() == 0 && tally.of(Outcome.UNEXPECTED) == 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(row("", outcome -> outcome.title, "steps"));
        for (Move move : Move.ALL) {
            text.append(row(move.title(), cell(outcome -> tally.of(move, outcome)), number(tally.of(move))));
        }
        text.append(row("all", cell(tally::of), number(tally.steps()))).append('\n');
        return text.append(verdict()).append(details()).toString();
    }

    private static String row(String title, Function<Outcome, String> cells, String sum) {
        String columns = Arrays.stream(Outcome.values())
                .map(outcome -> "%14s".formatted(cells.apply(outcome)))
                .collect(Collectors.joining());
        return "%-32s%10s%s%n".formatted(title, sum, columns);
    }

    private static Function<Outcome, String> cell(ToLongFunction<Outcome> count) {
        return outcome -> {
            long value = count.applyAsLong(outcome);
            return value == 0 ? "-" : number(value);
        };
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private String verdict() {
        String cut = tally.steps() < run.steps() ? " of " + number(run.steps()) + " (the time was over)" : "";
        return "%s: %s leaks, %s unexpected ends in %s steps%s; %s rows looked at; seed %d; %d s.%n"
                .formatted(
                        held() ? "Held" : "LEAKED OR BROKEN",
                        number(witness.leaks()),
                        number(tally.of(Outcome.UNEXPECTED)),
                        number(tally.steps()),
                        cut,
                        number(witness.rows()),
                        run.seed(),
                        taken.toSeconds());
    }

    private String details() {
        return lines("leak: ", witness.examples()) + lines("unexpected: ", tally.examples());
    }

    private static String lines(String label, List<String> texts) {
        return texts.stream().map(text -> label + text + "\n").collect(Collectors.joining());
    }

    @Override
    public String json() {
        String outcomes = Arrays.stream(Outcome.values())
                .map(outcome -> "\"%s\": %d".formatted(outcome.name().toLowerCase(Locale.ROOT), tally.of(outcome)))
                .collect(Collectors.joining(", "));
        return """
                {"scenario": "tenants", "held": %b, "seed": %d, "steps": %d, "leaks": %d, "rows": %d, "seconds": %d, \
                "outcomes": {%s}}""".formatted(
                held(), run.seed(), tally.steps(), witness.leaks(), witness.rows(), taken.toSeconds(), outcomes);
    }
}
