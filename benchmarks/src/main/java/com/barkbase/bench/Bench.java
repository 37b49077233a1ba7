package com.barkbase.bench;

import com.barkbase.bench.compare.Comparison;
import com.barkbase.chaos.rig.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./barkbase bench}: measures, says what it has found, ends by itself. */
@Command(
        name = "barkbase bench",
        description = "Measures the db-layer beside what others use, by whole processes on this machine.",
        sortOptions = false)
public final class Bench implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int MOST_RUNS = 30;
    private static final String POOL = "pool";
    private static final String ALL = "all";

    @Parameters(
            paramLabel = "WHAT",
            description = {
                "cold    process start to 50 rows",
                "warm    one row by its key: times, and statements a second",
                "tenant  the same in a tenant's scope and without",
                "storm   80 environments at once, and requests after a freeze",
                "all     all of these; writes docs/performance.md",
                "pool    our pool beside HikariCP and the driver alone, without TLS and secret"
            })
    private String what = ALL;

    @Option(
            names = "--quick",
            description = "a small part, in two or three minutes; docs/performance.md stays as it is")
    private boolean quick;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "15",
            description = "cold starts of each, for pool alone")
    private int runs;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    public static void main(String... arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(Processes::endAll, "ending what was started"));
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof IOException || failure instanceof MeasurementException) {
                command.getErr().println("bench: " + failure.getMessage());
                return FAILED;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("barkbase.home", ""));
        if (runs < 1 || runs > MOST_RUNS) {
            System.err.println("bench: --runs is '" + runs + "': a whole number from 1 to " + MOST_RUNS + ".");
            return WRONG_USAGE;
        }
        if (what.equals(POOL)) {
            PoolBench.run(runs, home.resolve("benchmarks/target"));
            return 0;
        }
        List<String> chosen = what.equals(ALL) ? Comparison.ALL : List.of(what);
        if (!Comparison.ALL.containsAll(chosen)) {
            System.err.println("bench: there is no '" + what + "' to measure: say " + String.join(", ", Comparison.ALL)
                    + ", " + ALL + " or " + POOL + ".");
            return WRONG_USAGE;
        }
        new Comparison(Machine.here().hardware(), quick, home).measure(chosen);
        return 0;
    }
}
