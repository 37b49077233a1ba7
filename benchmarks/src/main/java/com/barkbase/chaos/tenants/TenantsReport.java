package com.barkbase.chaos.tenants;

import com.barkbase.chaos.scenario.Claim;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Steps by how they ended, and every leak. */
record TenantsReport(long asked, Witness witness, Tally tally) {

    List<Claim> claims() {
        String steps = number(tally.steps()) + " steps, " + number(witness.rows()) + " rows looked at";
        return List.of(
                Claim.exactly("rows of another kennel, or connections leaked, in " + steps, 0, witness.leaks()),
                Claim.exactly("steps that ended as none should", 0, tally.of(Outcome.UNEXPECTED)));
    }

    boolean held() {
        return claims().stream().allMatch(Claim::held);
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
        return tally.steps() < asked
                ? "the time was over after %s of %s steps%n".formatted(number(tally.steps()), number(asked))
                : "";
    }

    private String details() {
        return lines("leak: ", witness.examples()) + lines("unexpected: ", tally.examples());
    }

    private static String lines(String label, List<String> texts) {
        return texts.stream().map(text -> label + text + "\n").collect(Collectors.joining());
    }
}
