package com.barkbase.chaos.tenants;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts how the steps ended. Thread-safe. */
final class Tally {
    private static final int EXAMPLES = 5;

    private final Map<Move, Map<Outcome, LongAdder>> counts = new ConcurrentHashMap<>();
    private final LongAdder steps = new LongAdder();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();

    Tally() {
        for (Move move : Move.ALL) {
            Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, new LongAdder());
            }
            counts.put(move, outcomes);
        }
    }

    void ended(Move move) {
        count(move, move.expected() == Outcome.DONE ? Outcome.DONE : unexpected(move, "ended well"));
    }

    void ended(Move move, Throwable failure) {
        Outcome outcome = Outcome.of(failure);
        boolean known = outcome == move.expected() || outcome.happensToAnyone;
        count(move, known ? outcome : unexpected(move, trace(failure)));
    }

    private Outcome unexpected(Move move, String what) {
        if (examples.size() < EXAMPLES) {
            examples.add(move.title() + ": " + what);
        }
        return Outcome.UNEXPECTED;
    }

    private void count(Move move, Outcome outcome) {
        steps.increment();
        adder(move, outcome).increment();
    }

    private LongAdder adder(Move move, Outcome outcome) {
        Map<Outcome, LongAdder> outcomes = counts.get(move);
        LongAdder adder = outcomes == null ? null : outcomes.get(outcome);
        if (adder == null) {
            throw new IllegalArgumentException("'" + move.title() + "' is not among the moves");
        }
        return adder;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    long steps() {
        return steps.sum();
    }

    long of(Move move, Outcome outcome) {
        return adder(move, outcome).sum();
    }

    long of(Outcome outcome) {
        return Move.ALL.stream().mapToLong(move -> of(move, outcome)).sum();
    }

    long of(Move move) {
        long sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += of(move, outcome);
        }
        return sum;
    }

    /** The first few steps that ended as none should, in words. */
    List<String> examples() {
        return List.copyOf(examples);
    }
}
