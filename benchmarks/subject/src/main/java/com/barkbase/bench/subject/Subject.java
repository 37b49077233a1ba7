package com.barkbase.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The measured process: makes a contender, plays a scenario and writes its figures as one line of JSON. */
public final class Subject {
    private static final int ROWS = 50;

    private final Map<String, Double> figures = new LinkedHashMap<>();

    private Subject() {}

    /** The contender's class, the scenario and its numbers. */
    public static void main(String... arguments) throws Exception {
        Class<? extends Contender> type = Class.forName(arguments[0]).asSubclass(Contender.class);
        run(type.getDeclaredConstructor().newInstance(), arguments);
    }

    /** For a contender that makes itself; the first argument is passed over. Ends the process. */
    public static void run(Contender contender, String... arguments) throws Exception {
        Subject subject = new Subject();
        subject.play(contender, arguments[1]);
        System.out.println(subject.json());
        System.out.flush();
        if (System.getenv("BENCH_TRAINING") == null) {
            Runtime.getRuntime().halt(0); // a pool's threads are not waited for
        }
        System.exit(0); // what an AOT cache needs to be written
    }

    private void play(Contender contender, String scenario) throws Exception {
        switch (scenario) {
            case "cold" -> cold(contender);
            default -> throw new IllegalArgumentException(scenario);
        }
    }

    /** The wall clock as the milliseconds of the epoch, from which whoever started this process takes its start. */
    private void cold(Contender contender) throws Exception {
        if (contender.pets() != ROWS) {
            throw new IllegalStateException("not " + ROWS + " rows");
        }
        tell("wall", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1_000.0);
        tell("threads", Thread.activeCount());
        tell("memory", peakMebibytes());
    }

    private static double peakMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Integer.parseInt(line.replaceAll("\\D", "")) / 1_024.0;
            }
        }
        throw new IOException("no VmHWM in /proc/self/status");
    }

    void tell(String name, double value) {
        figures.put(name, value);
    }

    private String json() {
        return figures.entrySet().stream()
                .map(figure -> "\"" + figure.getKey() + "\": " + figure.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
