package com.barkbase.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./barkbase chaos}: makes go wrong what may, says what held, ends by itself. */
@Command(
        name = "barkbase chaos",
        description = "Attacks the db-layer over a PostgreSQL of its own; exit code 1 where something did not hold.",
        footer = {"", "Scenarios:", "  tenants   many kennels over one pool: does any see another's rows?"},
        sortOptions = false)
public final class Chaos implements Callable<Integer> {
    private static final Map<String, Scenario> SCENARIOS = Map.of("tenants", new Tenants());
    private static final int DID_NOT_HOLD = 1;
    private static final int WRONG_USAGE = 2;
    private static final long CLEANING_SECONDS = 15;

    @Parameters(arity = "0..1", defaultValue = "tenants", paramLabel = "SCENARIO", description = "${DEFAULT-VALUE}")
    private String scenario = "tenants";

    @Option(names = "--seed", paramLabel = "N", description = "repeats the choices of an earlier run")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "the longest it may take (${DEFAULT-VALUE})")
    private int minutes;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "how many steps (${DEFAULT-VALUE})")
    private long steps;

    @Option(names = "--json", description = "the result as one line of JSON")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Scenario chosen = SCENARIOS.get(scenario);
        if (chosen == null || steps < 1 || minutes < 1) {
            System.err.println("chaos: there is no scenario '" + scenario + "' with " + steps + " steps in " + minutes
                    + " minutes: name one of " + SCENARIOS.keySet() + ", and at least 1 step and 1 minute.");
            return WRONG_USAGE;
        }
        long number = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        PrintStream console = System.err;
        Run run = new Run(number, steps, Duration.ofMinutes(minutes), console);
        console.println("chaos " + scenario + ", seed " + number + "; what the db-layer says is in " + divertLog());
        Report report;
        try {
            report = tell(chosen, run);
        } finally {
            System.setErr(console);
        }
        System.out.println(json ? report.json() : report.toString());
        return report.held() ? 0 : DID_NOT_HOLD;
    }

    /** After Ctrl-C the callers stop and the server is closed before the process ends. */
    private static Report tell(Scenario scenario, Run run) throws Exception {
        CountDownLatch cleaned = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, cleaned), "stopping"));
        try {
            return scenario.tell(run);
        } finally {
            cleaned.countDown();
        }
    }

    private static void stop(Run run, CountDownLatch cleaned) {
        run.stop();
        try {
            if (!cleaned.await(CLEANING_SECONDS, TimeUnit.SECONDS)) {
                run.progress().println("chaos: not all was cleaned in " + CLEANING_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Thousands of connections come and go, and the db-layer writes a line for each. */
    private static Path divertLog() throws IOException {
        Path file = Path.of(System.getProperty("barkbase.home", ""), "benchmarks", "target", "chaos.log");
        Files.createDirectories(file.getParent());
        System.setErr(new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8));
        return file;
    }
}
