package com.barkbase.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Many environments start at once, and the server has fewer connections than there are of them. */
final class Storm {
    static final String TABLE = "storm";
    private static final int CONNECTIONS = 60;
    private static final int HOLD_MILLIS = 1_000;
    private static final int LIMIT_SECONDS = 120;
    private static final List<Contestant> CONTESTANTS =
            Contestant.of(Competitor.BARKBASE, Competitor.HIKARI, Competitor.NODE);

    private final Trials trials;
    private final Stage stage;

    Storm(Trials trials, Stage stage) {
        this.trials = trials;
        this.stage = stage;
    }

    void measure(int rounds, int environments, Results results) throws InterruptedException {
        stage.limitConnections(CONNECTIONS * environments / 80);
        try {
            for (int i = 1; i <= rounds; i++) {
                for (Contestant each : CONTESTANTS) {
                    if (trials.has(each)) {
                        System.err.println(environments + " environments of " + each.title() + ", round " + i);
                        results.take(TABLE, each.title(), () -> storm(each, environments));
                    }
                }
            }
        } finally {
            stage.limitConnections(-1);
        }
    }

    /** All processes are there before the first begins, so that the storm is one of logins and not of starting JVMs. */
    private Map<String, Double> storm(Contestant contestant, int environments)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(stage.variables(stage.port(), 1));
        variables.put("BENCH_HOLD", Integer.toString(HOLD_MILLIS));
        // So many JVMs on two cores take longer than 30 s to load what a login needs, which is not what is measured.
        variables.put("DB_CONNECTION_TIMEOUT", Integer.toString(LIMIT_SECONDS * 1_000));
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < environments; i++) {
                processes.add(trials.start(new Trial(contestant, Bounds.TWO_CORES, variables, "cold")));
            }
            List<BufferedReader> readers = new ArrayList<>();
            for (Process process : processes) {
                BufferedReader reader = process.inputReader();
                await(reader, "ready");
                readers.add(reader);
            }
            return served(processes, readers);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static Map<String, Double> served(List<Process> processes, List<BufferedReader> readers)
            throws IOException, InterruptedException {
        double start = System.currentTimeMillis();
        for (Process process : processes) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }
        int served = 0;
        double last = start;
        for (int i = 0; i < processes.size(); i++) {
            if (processes.get(i).waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)
                    && processes.get(i).exitValue() == 0) {
                served++;
                last = Math.max(last, Trials.figures(await(readers.get(i), "{")).getOrDefault("wall", start));
            }
        }
        return Map.of("refused", (double) processes.size() - served, "seconds", (last - start) / 1e3);
    }

    /** The next line that begins so; a framework may say something before. */
    static String await(BufferedReader reader, String beginning) throws IOException {
        String line = reader.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = reader.readLine();
        }
        if (line == null) {
            throw new IOException("a process ended before it said " + beginning);
        }
        return line;
    }
}
