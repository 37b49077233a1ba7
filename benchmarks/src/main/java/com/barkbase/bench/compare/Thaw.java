package com.barkbase.bench.compare;

import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process stands still, its idle connection dies meanwhile: how long does its next request take? */
final class Thaw {
    private static final long STOP_MILLIS = 1_500;
    private static final int LIMIT_SECONDS = 20;
    private static final List<Contestant> CONTESTANTS =
            Contestant.of(Competitor.BARKBASE, Competitor.HIKARI, Competitor.NODE);

    private final Trials trials;
    private final Stage stage;

    Thaw(Trials trials, Stage stage) {
        this.trials = trials;
        this.stage = stage;
    }

    void measure(int rounds, Results results) throws InterruptedException {
        for (int i = 1; i <= rounds; i++) {
            System.err.println("requests after a freeze, round " + i + " of " + rounds);
            for (Contestant each : CONTESTANTS) {
                if (trials.has(each)) {
                    results.take("thaw, connection alive", each.title(), () -> first(each, line -> {}));
                    results.take("thaw, connection closed", each.title(), () -> first(each, Line::cut));
                    results.take("thaw, connection black-holed", each.title(), () -> first(each, Line::blackHole));
                }
            }
        }
    }

    private Map<String, Double> first(Contestant contestant, Consumer<Line> fate)
            throws IOException, InterruptedException {
        try (Network network = new Network(stage.port())) {
            Trial trial = new Trial(contestant, Bounds.TWO_CORES, stage.variables(network.port(), 1), "thaw");
            Process process = trials.start(trial);
            try (BufferedReader reader = process.inputReader()) {
                Storm.await(reader, "ready");
                Processes.signal(process.toHandle(), "STOP");
                network.lines().forEach(fate);
                Thread.sleep(STOP_MILLIS);
                Processes.signal(process.toHandle(), "CONT");
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
                if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    return Trials.figures(Storm.await(reader, "{"));
                }
                return Map.of("first", LIMIT_SECONDS * 1e3, "failed", 1.0);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
