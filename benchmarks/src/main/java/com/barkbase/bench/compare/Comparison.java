package com.barkbase.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** One run: sets the stage, measures what was asked for and keeps the raw values. */
public final class Comparison {
    /** What can be measured, each with raw values of its own. */
    public static final List<String> ALL = List.of("cold");

    private final String machine;
    private final boolean quick;
    private final Path home;
    private final Path folder;

    /**
     * @param machine where this is, in words
     * @param home the project's folder
     */
    public Comparison(String machine, boolean quick, Path home) throws IOException {
        this.machine = machine;
        this.quick = quick;
        this.home = home;
        this.folder =
                Files.createDirectories(home.resolve("benchmarks/target/bench").toAbsolutePath());
    }

    /** Measures some of {@link #ALL}. */
    public void measure(List<String> chosen) throws IOException, InterruptedException {
        System.err.println("starting PostgreSQL and Secrets Manager");
        try (Stage stage = Stage.set(folder)) {
            for (String what : chosen) {
                Results results = new Results(machine + ", " + LocalDate.now(ZoneOffset.UTC));
                measure(what, stage, results);
                results.write(folder.resolve(what + ".json"));
                new Table(results).print(System.out);
            }
        }
    }

    private void measure(String what, Stage stage, Results results) throws IOException, InterruptedException {
        Trials trials = new Trials(new Programs(home), stage, folder);
        switch (what) {
            case "cold" -> new ColdStarts(trials, stage, folder).measure(quick ? 2 : 11, results);
            default -> throw new IllegalArgumentException(what);
        }
    }
}
