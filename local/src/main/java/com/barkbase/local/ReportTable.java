package com.barkbase.local;

import com.barkbase.doctor.Report;
import com.barkbase.doctor.Step;
import com.barkbase.doctor.Step.State;
import java.util.List;
import java.util.stream.Collectors;

/** A doctor's report as people read it: a line a step, the long ones folded. */
record ReportTable(boolean colourful) {

    private static final String NOT_REACHED = "not reached";
    private static final int STATE_WIDTH = 9;
    private static final int STEP_WIDTH = 13;
    private static final int MESSAGE_WIDTH = 76;

    String show(Report report) {
        StringBuilder table = new StringBuilder("\n");
        for (Step step : report.steps()) {
            if (!step.message().equals(NOT_REACHED)) {
                table.append(line(step));
            }
        }
        String unreached = report.steps().stream()
                .filter(step -> step.message().equals(NOT_REACHED))
                .map(Step::step)
                .collect(Collectors.joining(", "));
        if (!unreached.isEmpty()) {
            table.append(line(new Step(NOT_REACHED, State.SKIPPED, unreached)));
        }
        return table.append('\n').append(verdict(report)).toString();
    }

    private static String verdict(Report report) {
        List<String> wrong = named(report, State.WRONG);
        List<String> warnings = named(report, State.WARNING);
        String rest = warnings.isEmpty() ? "." : "; worth a look: " + String.join(", ", warnings) + ".";
        return (wrong.isEmpty() ? "Nothing is wrong" : "Wrong: " + String.join(", ", wrong)) + rest;
    }

    private static List<String> named(Report report, State state) {
        return report.steps().stream()
                .filter(step -> step.is(state))
                .map(Step::step)
                .toList();
    }

    private String line(Step step) {
        String word = step.is(State.SKIPPED)
                ? "-"
                : step.is(State.WRONG) ? "WRONG" : step.state().word();
        String margin = "\n" + " ".repeat(2 + STATE_WIDTH + STEP_WIDTH);
        return "  " + coloured(step.state(), word.concat(" ".repeat(STATE_WIDTH - word.length())))
                + step.step() + " ".repeat(STEP_WIDTH - step.step().length())
                + String.join(margin, folded(step.message())) + "\n";
    }

    /** A server's own words may hold anything, a terminal's control characters too. */
    private static List<String> folded(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("(.{1," + MESSAGE_WIDTH + "})(?: |$)", "$1\n")
                .lines()
                .toList();
    }

    private String coloured(State state, String text) {
        int colour = switch (state) {
            case OK -> 32;
            case WARNING -> 33;
            case WRONG -> 31;
            case SKIPPED -> 90;
        };
        return colourful ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
