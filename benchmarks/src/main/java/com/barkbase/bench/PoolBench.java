package com.barkbase.bench;

import com.barkbase.bench.Trial.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the trials of all ways round robin, so that what else the machine does meets all of them alike. */
final class PoolBench {
    /** For the scenarios that count, or wait for a limit: they hardly differ from run to run. */
    private static final int FEW = 3;
    /** After which no new round of cold starts begins. */
    private static final Duration LIMIT = Duration.ofSeconds(160);

    private final long started = System.nanoTime();
    private final Samples samples = new Samples();
    private final int port;
    private final Path folder;

    private PoolBench(int port, Path folder) {
        this.port = port;
        this.folder = folder;
    }

    static void run(int runs, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Machine machine = Machine.here();
        System.err.println("starting PostgreSQL");
        try (PostgresServer server = PostgresServer.start()) {
            PoolBench bench = new PoolBench(server.port(), folder);
            bench.measure(runs);
            PoolReport report = new PoolReport(machine, bench.samples);
            report.print(System.out, Machine.currentLoad());
            Path file = folder.resolve("pool.json");
            report.write(file);
            System.out.println("Raw values: " + file);
        }
    }

    private void measure(int runs) throws IOException, InterruptedException {
        round(Scenario.COLD); // pages of the disk and of PostgreSQL are warm from here on
        samples.clear();
        for (int i = 1; i <= FEW; i++) {
            System.err.println("round trips, refusals and deadlines, round " + i + " of " + FEW);
            round(Scenario.WIRE);
            round(Scenario.REFUSAL);
            round(Scenario.DEADLINE);
            trial(Way.HIKARI_INNER, Scenario.DEADLINE);
        }
        System.err.println("idle connections");
        together(Scenario.CONNECTIONS);
        for (int i = 1; i <= runs && System.nanoTime() - started < LIMIT.toNanos(); i++) {
            System.err.println("cold starts, round " + i + " of " + runs);
            round(Scenario.COLD);
        }
    }

    private void round(Scenario scenario) throws IOException, InterruptedException {
        for (Way way : Way.COLUMNS) {
            trial(way, scenario);
        }
    }

    private void trial(Way way, Scenario scenario) throws IOException, InterruptedException {
        samples.add(way, TrialProcess.start(way, scenario, port, folder).figures());
    }

    /** At the same time: they sleep and count, and do not disturb each other. */
    private void together(Scenario scenario) throws IOException, InterruptedException {
        List<TrialProcess> processes = new ArrayList<>();
        for (Way way : Way.COLUMNS) {
            processes.add(TrialProcess.start(way, scenario, port, folder));
        }
        for (int i = 0; i < processes.size(); i++) {
            samples.add(Way.COLUMNS.get(i), processes.get(i).figures());
        }
    }
}
