package com.barkbase.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./barkbase bench}: measures, prints a table, ends by itself. */
public final class Bench {
    static final String USAGE = """
            Usage: ./barkbase bench pool [--runs N]
            Measures the db-layer's pool beside HikariCP and the driver alone: N cold starts of each (default: 15),
            interleaved, in under three minutes. Needs nothing but this machine.""";

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int DEFAULT_RUNS = 15;
    private static final int MOST_RUNS = 30;

    private Bench() {}

    public static void main(String... arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    /** Does what the arguments say and answers with the exit code. */
    static int run(List<String> arguments) throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.println(USAGE);
            return 0;
        }
        int runs;
        try {
            runs = runs(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            return WRONG_USAGE;
        }
        try {
            PoolBench.run(runs, Path.of(System.getProperty("barkbase.home", ""), "benchmarks", "target"));
            return 0;
        } catch (IOException | MeasurementException e) {
            System.err.println("bench: " + e.getMessage());
            return FAILED;
        }
    }

    static int runs(List<String> arguments) {
        if (arguments.equals(List.of("pool"))) {
            return DEFAULT_RUNS;
        }
        if (arguments.size() != 3 || !arguments.subList(0, 2).equals(List.of("pool", "--runs"))) {
            throw new IllegalArgumentException(
                    "'" + String.join(" ", arguments) + "' is not understood: say pool, or pool --runs N.");
        }
        String runs = arguments.getLast();
        if (!runs.matches("[1-9][0-9]?") || Integer.parseInt(runs) > MOST_RUNS) {
            throw new IllegalArgumentException("--runs is '" + runs + "': a whole number from 1 to " + MOST_RUNS + ".");
        }
        return Integer.parseInt(runs);
    }
}
