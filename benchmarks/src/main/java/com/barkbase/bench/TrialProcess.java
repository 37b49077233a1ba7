package com.barkbase.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link Trial} in a JVM of its own, with the flags that Lambda gives and, where it can be, pinned to one core. */
final class TrialProcess {
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // HikariCP's housekeeper looks each second instead of every 30, so that its idle limit shows sooner.
            "-Dcom.zaxxer.hikari.housekeeping.periodMs=1000");
    private static final long LIMIT_SECONDS = 30;
    private static final List<String> PIN = List.of("taskset", "-c", "0");

    private final String name;
    private final Path log;
    private final Process process;
    private final Instant started;

    private TrialProcess(String name, Path log, List<String> command) throws IOException {
        this.name = name;
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        this.started = Instant.now();
        this.process = builder.start();
    }

    static TrialProcess start(Way way, Trial.Scenario scenario, int port, Path folder) throws IOException {
        List<String> command = new ArrayList<>(Pinning.USABLE ? PIN : List.of());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", way.classpath(), Trial.class.getName()));
        command.addAll(List.of(way.name(), scenario.name(), Integer.toString(port)));
        String name = way + "-" + scenario;
        return new TrialProcess(name, folder.resolve("trial-" + name + ".log"), command);
    }

    static boolean pinned() {
        return Pinning.USABLE;
    }

    /** Waits for the end; the first row's moment becomes milliseconds since this process was started. */
    Map<Measure, Double> figures() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw failed("did not end in " + LIMIT_SECONDS + " s");
        }
        Map<Measure, Double> figures = new EnumMap<>(Measure.class);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        output.lines()
                .map(line -> line.split(" "))
                .forEach(part -> figures.put(Measure.valueOf(part[0]), Double.valueOf(part[1])));
        if (process.exitValue() != 0 || figures.isEmpty()) {
            throw failed("ended with code " + process.exitValue());
        }
        figures.computeIfPresent(
                Measure.FIRST_ROW, (m, moment) -> moment - ChronoUnit.MICROS.between(Instant.EPOCH, started) / 1_000.0);
        return figures;
    }

    private MeasurementException failed(String what) throws IOException {
        return new MeasurementException(
                "the trial " + name + " " + what + "; its messages are in " + log + ":\n" + Files.readString(log));
    }

    private static final class Pinning {
        static final boolean USABLE = usable();

        private static boolean usable() {
            List<String> command = new ArrayList<>(PIN);
            command.add("true");
            try {
                return new ProcessBuilder(command).start().waitFor() == 0;
            } catch (IOException missing) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
