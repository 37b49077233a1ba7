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

/** Runs trials, a process each, and hears what they say. One at a time, or the CPU would be another's. */
final class Trials {
    private static final long LIMIT_SECONDS = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Programs programs;
    private final List<String> trust;
    private final Path folder;

    Trials(Programs programs, Stage stage, Path folder) {
        this.programs = programs;
        this.trust = stage.trust();
        this.folder = folder;
    }

    boolean has(Contestant contestant) {
        return programs.has(contestant.who());
    }

    /** From its start to its end: what it told, {@code wall} in ms since its start, {@code cpu} in ms of its life. */
    Map<String, Double> run(Trial trial) throws IOException, InterruptedException {
        double cpu = ChildrenUsage.cpuMillis();
        Instant started = Instant.now();
        Process process = start(trial);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw failed(trial, "did not end in " + LIMIT_SECONDS + " s");
        }
        Instant ended = Instant.now();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw failed(trial, "ended with code " + process.exitValue() + ":\n" + said);
        }
        Map<String, Double> figures = figures(said);
        figures.put("cpu", ChildrenUsage.cpuMillis() - cpu);
        figures.put("wall", figures.getOrDefault("wall", millis(ended)) - millis(started));
        return figures;
    }

    /**
     * The same as a function: up to the answer to its first event, by AWS's own runtime interface client. It is on the
     * contestant's class path, as in an image.
     */
    Map<String, Double> invoke(Trial trial) throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi()) {
            double cpu = ChildrenUsage.cpuMillis();
            Instant started = Instant.now();
            Process process = launch(trial, programs.function(trial.contestant(), flags(trial)), api.variables());
            try {
                Instant from = trial.variables().containsKey(RuntimeApi.SNAPSHOT) ? api.restore() : started;
                Map<String, Double> figures = new HashMap<>();
                figures.put("wall", millis(api.answered()) - millis(from));
                figures.put("memory", peakMebibytes(process.pid()));
                process.destroyForcibly().waitFor();
                figures.put("cpu", ChildrenUsage.cpuMillis() - cpu);
                return figures;
            } catch (IOException e) {
                throw failed(trial, "as a function: " + e.getMessage());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** Has a function's JVM write its AOT cache: answers one event, and ends in good order. */
    Map<String, Double> train(Trial trial) throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi()) {
            Instant started = Instant.now();
            Process process = launch(trial, programs.function(trial.contestant(), flags(trial)), api.variables());
            try {
                api.answered();
                process.destroy();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw failed(trial, "did not end in " + LIMIT_SECONDS + " s");
                }
                return Map.of("wall", millis(Instant.now()) - millis(started));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static double millis(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment) / 1e3;
    }

    private static double peakMebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                        .max()
                        .orElse(0)
                / 1_024.0;
    }

    /** For who talks with it; nothing is measured. */
    Process start(Trial trial) throws IOException {
        return launch(trial, programs.command(trial.contestant().who(), flags(trial), trial.scenario()), Map.of());
    }

    private List<String> flags(Trial trial) {
        List<String> flags = new ArrayList<>(trial.contestant().jvm().flags());
        flags.addAll(trust);
        flags.addAll(trial.flags());
        return flags;
    }

    private Process launch(Trial trial, List<String> program, Map<String, String> more) throws IOException {
        List<String> command = new ArrayList<>(trial.bounds().prefix());
        command.addAll(program);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(log(trial).toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
        builder.environment().putAll(trial.variables());
        builder.environment().putAll(more);
        return Processes.start(builder);
    }

    private Path log(Trial trial) {
        return folder.resolve(trial.contestant().who() + ".log");
    }

    private IOException failed(Trial trial, String how) throws IOException {
        return new IOException(trial + " " + how + "\n" + Files.readString(log(trial)));
    }

    /** Of the lines that are JSON; others are a framework's. */
    static Map<String, Double> figures(String said) throws IOException {
        Map<String, Double> figures = new HashMap<>();
        for (String line : said.lines().filter(each -> each.startsWith("{")).toList()) {
            figures.putAll(JSON.readValue(line, new TypeReference<Map<String, Double>>() {}));
        }
        return figures;
    }
}
