package com.barkbase.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The measured process: makes a contender, plays a scenario and writes its figures as one line of JSON. */
public final class Subject {
    private static final int ROWS = 50;
    /** Set where the process waits for a line before it begins, and keeps its connection for so many ms after it. */
    private static final String HOLD = System.getenv("BENCH_HOLD");

    private Subject() {}

    /** The contender's class, the scenario and its numbers. */
    public static void main(String... arguments) throws Exception {
        if (HOLD != null) {
            awaitLine();
        }
        run(contender(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    static Contender contender(String type) throws ReflectiveOperationException {
        return Class.forName(type)
                .asSubclass(Contender.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    /** Ends the process. */
    public static void run(Contender contender, String... scenario) throws Exception {
        System.out.println(json(play(contender, scenario)));
        System.out.flush();
        if (HOLD != null) {
            Thread.sleep(Long.parseLong(HOLD));
        }
        if (System.getenv("BENCH_TRAINING") == null) {
            Runtime.getRuntime().halt(0); // a pool's threads are not waited for
        }
        System.exit(0); // what an AOT cache needs to be written
    }

    private static Map<String, Double> play(Contender contender, String... scenario) throws Exception {
        return switch (scenario[0]) {
            case "cold" -> cold(contender);
            case "latency" -> new Load(contender).latency(Integer.parseInt(scenario[1]));
            case "throughput" ->
                new Load(contender).throughput(Integer.parseInt(scenario[1]), Long.parseLong(scenario[2]));
            case "thaw" -> thaw(contender);
            default -> throw new IllegalArgumentException(scenario[0]);
        };
    }

    /** The wall clock in milliseconds since the epoch: whoever started this process knows when that was. */
    private static Map<String, Double> cold(Contender contender) throws Exception {
        if (contender.pets() != ROWS) {
            throw new IllegalStateException("not " + ROWS + " rows");
        }
        return Map.of(
                "wall",
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1_000.0,
                "threads",
                (double) Thread.activeCount(),
                "memory",
                peakMebibytes());
    }

    private static double peakMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Integer.parseInt(line.replaceAll("\\D", "")) / 1_024.0;
            }
        }
        throw new IOException("no VmHWM in /proc/self/status");
    }

    /** The first request after this process stood still, in milliseconds. */
    private static Map<String, Double> thaw(Contender contender) throws Exception {
        for (int i = 1; i <= ROWS; i++) {
            contender.pet(i);
        }
        awaitLine();
        long start = System.nanoTime();
        double failed = 0;
        try {
            contender.pet(1);
        } catch (Exception refused) {
            failed = 1;
        }
        return Map.of("first", (System.nanoTime() - start) / 1e6, "failed", failed);
    }

    private static void awaitLine() throws IOException {
        System.out.println("ready");
        System.out.flush();
        System.in.read();
    }

    private static String json(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(figure -> "\"" + figure.getKey() + "\": " + figure.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
