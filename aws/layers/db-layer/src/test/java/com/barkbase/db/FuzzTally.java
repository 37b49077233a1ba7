package com.barkbase.db;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What random inputs came to. Cases that are found are told at once, each in a form that a test can take. */
public final class FuzzTally {
    private static final int MOST_TOLD = 20;
    private static final int LONGEST_TOLD = 4_000;
    /** A text of somebody else's making is cut at a thousand; an error may hold some of them. */
    private static final int LONGEST_MESSAGE = 12_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What an input can bring to light. */
    public enum Fault {
        /** Another outcome than the oracle's, or one that took too much memory. */
        WRONG_ANSWER,
        /** An exception that nobody has declared. */
        UNTYPED_ERROR,
        /** A message with something secret in it. */
        SECRET_TOLD
    }

    private final String part;
    private final Consumer<String> console;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long inputs;
    private long slowestNanos;

    /**
     * Of one part.
     *
     * @param console is told of the first cases that are found
     */
    public FuzzTally(String part, Consumer<String> console) {
        this.part = part;
        this.console = console;
    }

    /** Before each input; the answer is for {@link #tried}. */
    public long start() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** One more input. Its time is the thread's own: how busy the machine is does not count. */
    public void tried(long start) {
        inputs++;
        slowestNanos = Math.max(slowestNanos, THREADS.getCurrentThreadCpuTime() - start);
    }

    /**
     * A case that came to light.
     *
     * @param input all that is needed to repeat it
     */
    public void found(Fault fault, String input, String what) {
        long known = faults.values().stream().mapToLong(Long::longValue).sum();
        faults.merge(fault, 1L, Long::sum);
        if (known < MOST_TOLD) {
            console.accept(part + ", input " + inputs + ", " + fault + ": " + literal(input) + " → " + literal(what));
        }
    }

    /** Holds a message against what every message promises: no secret, and one line of a readable length. */
    public void message(Supplier<String> input, String message) {
        if (message.contains(Fuzz.SECRET)) {
            found(Fault.SECRET_TOLD, input.get(), message);
        } else if (message.length() > LONGEST_MESSAGE || message.chars().anyMatch(FuzzTally::endsLine)) {
            found(Fault.WRONG_ANSWER, input.get(), "a message of several lines, or without end: " + message);
        }
    }

    static boolean endsLine(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    public long count(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    public String part() {
        return part;
    }

    public long inputs() {
        return inputs;
    }

    public Duration slowest() {
        return Duration.ofNanos(slowestNanos);
    }

    /** As Java writes it. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), LONGEST_TOLD); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                literal.append(String.format("\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        String cut = text.length() > LONGEST_TOLD ? "… (" + text.length() + " characters)" : "";
        return literal.append('"').append(cut).toString();
    }
}
