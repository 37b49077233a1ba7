package com.barkbase.bench.compare;

import com.barkbase.chaos.rig.Processes;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Plays scenarios of contestants, a process each, and hears what they say. One at a time, or the CPU is another's. */
final class Trials {
    private static final long LIMIT_SECONDS = 120;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Programs programs;
    private final Stage stage;
    private final Path folder;

    Trials(Programs programs, Stage stage, Path folder) {
        this.programs = programs;
        this.stage = stage;
        this.folder = folder;
    }

    boolean has(Contestant contestant) {
        return programs.has(contestant.who());
    }

    /**
     * One process, from its start to its end.
     *
     * @param flags of its JVM, besides its own
     * @param scenario its name for the process, and its numbers
     * @return what it told; {@code wall} in ms from its start, and {@code cpu} in ms of all its life
     */
    Map<String, Double> run(
            Contestant contestant,
            Bounds bounds,
            List<String> flags,
            Map<String, String> variables,
            List<String> scenario)
            throws IOException, InterruptedException {
        Path log = folder.resolve(contestant.who() + "-" + contestant.jvm() + ".log");
        double cpu = ChildrenUsage.cpuMillis();
        Instant started = Instant.now();
        Process process = start(contestant, bounds, flags, variables, scenario, log);
        Map<String, Double> figures = figures(process, contestant.title() + " " + scenario, log);
        double end = figures.getOrDefault("wall", millis(Instant.now()));
        figures.put("wall", end - millis(started));
        figures.put("cpu", ChildrenUsage.cpuMillis() - cpu);
        return figures;
    }

    private static double millis(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment) / 1e3;
    }

    private Process start(
            Contestant contestant,
            Bounds bounds,
            List<String> flags,
            Map<String, String> variables,
            List<String> scenario,
            Path log)
            throws IOException {
        List<String> all = new ArrayList<>(contestant.jvm().flags());
        all.addAll(stage.trust());
        all.addAll(flags);
        List<String> command = new ArrayList<>(bounds.prefix());
        command.addAll(programs.command(contestant.who(), all, scenario));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
        builder.environment().putAll(variables);
        return Processes.start(builder);
    }

    private static Map<String, Double> figures(Process process, String name, Path log)
            throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(name + " did not end in " + LIMIT_SECONDS + " s");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException(
                    name + " ended with code " + process.exitValue() + ":\n" + said + Files.readString(log));
        }
        Map<String, Double> figures = new HashMap<>();
        for (String line : said.lines().filter(each -> each.startsWith("{")).toList()) {
            figures.putAll(JSON.readValue(line, new TypeReference<Map<String, Double>>() {}));
        }
        return figures;
    }
}
