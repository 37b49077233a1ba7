package com.barkbase.bench.compare;

import com.barkbase.chaos.rig.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** One run: sets the stage, measures what was asked for and keeps the raw values. */
public final class Comparison {
    /** What can be measured, each with raw values of its own. */
    public static final List<String> ALL = List.of("cold", "warm", "tenant", "storm");

    private static final String USAGE = "aws/cdk/src/main/resources/com/barkbase/cdk/cost/measured.json";

    private final String machine;
    private final boolean quick;
    private final Path home;
    private final Path folder;
    private final Path docs;

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
        this.docs = quick ? folder.resolve("docs") : home.resolve("docs").toAbsolutePath();
    }

    /** Measures some of {@link #ALL}. */
    public void measure(List<String> chosen) throws IOException, InterruptedException {
        if (!Commands.isPresent("taskset", "--version")) {
            throw new IOException(
                    "there is no taskset, which holds processes to cores: this takes Linux (util-linux).");
        }
        List<String> missing = new Programs(home).missing();
        String where = machine + ", " + today()
                + (missing.isEmpty() ? "" : "; not installed here, and left out: " + String.join("; ", missing));
        System.err.println("starting PostgreSQL and Secrets Manager; " + where);
        try (Stage stage = Stage.set(folder)) {
            for (String what : chosen) {
                Results results = new Results(where);
                measure(what, stage, results);
                results.write(Page.raw(docs, what));
            }
        }
        Page page = new Page(docs);
        page.write();
        page.usage(today()).write(quick ? docs.resolve("measured.json") : home.resolve(USAGE));
        page.targets().lines().filter(row -> !row.contains(Target.NOT_MEASURED)).forEach(System.out::println);
        System.out.println("Written: " + docs.resolve("performance.md") + " and its raw values beside it.");
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private void measure(String what, Stage stage, Results results) throws IOException, InterruptedException {
        Programs programs = new Programs(home);
        Trials trials = new Trials(programs, stage, folder);
        WarmRequests warm = new WarmRequests(trials, stage, results);
        int statements = quick ? 4_000 : 10_000;
        int millis = quick ? 500 : 1_500;
        switch (what) {
            case "cold" -> {
                results.add(Target.LAYER, Target.ZIP, Map.of("megabytes", programs.layerMegabytes()));
                ColdStarts starts = new ColdStarts(trials, stage, folder);
                starts.measure(quick ? 1 : 6, results);
                starts.measureRestored(quick ? 1 : 15, results);
            }
            case "warm" -> {
                warm.measure(quick ? 1 : 4, statements, millis);
                warm.measureJudged(quick ? 1 : 7, statements, millis);
            }
            case "tenant" -> warm.tenants(quick ? 1 : 11, statements);
            case "storm" -> {
                new Storm(trials, stage).measure(quick ? 1 : 2, quick ? 8 : 80, results);
                new Thaw(trials, stage).measure(quick ? 1 : 3, results);
            }
            default -> throw new IllegalArgumentException(what);
        }
    }
}
