package com.barkbase.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a figure, from a process to the page, by figures that no machine changes. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "processes are held to cores by taskset")
class ComparisonIT {
    @TempDir
    private Path folder;

    @Test
    void countsColdStartsOfProcessesAndJudgesThemOnThePage() throws Exception {
        Results results = new Results("this machine");
        try (Stage stage = Stage.set(folder)) {
            ColdStarts starts = new ColdStarts(new Trials(new Programs(Path.of("")), stage, folder), stage, folder);
            for (Contestant each : Contestant.of(Competitor.BARKBASE, Competitor.DRIVER)) {
                results.take(ColdStarts.COUNTS, each.title(), () -> starts.count(each));
            }
        }

        assertThat(results.failures()).isEmpty();
        assertThat(count(results, Competitor.BARKBASE, "roundTrips")).containsExactly(6.0);
        assertThat(count(results, Competitor.BARKBASE, "connections")).containsExactly(1.0);
        assertThat(count(results, Competitor.BARKBASE, "secretReads")).containsExactly(1.0);
        assertThat(count(results, Competitor.DRIVER, "secretReads")).containsExactly(0.0);
        assertThat(page(results))
                .contains("| round trips, open socket to first row | BarkBase |  | ≤ 6 | 6 | met |  |")
                .contains("(cold, 1 core was not measured.)")
                .contains("`./barkbase bench cold`: this machine.");
    }

    private static List<Double> count(Results results, Competitor who, String figure) {
        return results.of(ColdStarts.COUNTS, who.title, figure);
    }

    private String page(Results results) throws IOException {
        results.write(Page.raw(folder, "cold"));
        new Page(folder).write();
        assertThat(folder.resolve("performance/cold-1-core.svg")).exists();
        return Files.readString(folder.resolve("performance.md"));
    }

    private static Results coldStarts(List<Double> ours, List<Double> theirs) {
        Results results = new Results("this machine");
        ours.forEach(wall -> results.add("cold, 1 core", "BarkBase", Map.of("wall", wall)));
        theirs.forEach(wall -> results.add("cold, 1 core", "HikariCP + AWS SDK", Map.of("wall", wall)));
        return results;
    }

    @Test
    void judgesRoundByRoundSinceWhatSlowsTheMachineSlowsBoth() throws Exception {
        Results results = coldStarts(List.of(40.0, 60.0, 200.0), List.of(100.0, 200.0, 500.0));

        assertThat(page(results)).contains("≤ 0.45 | 0.40 (0.30–0.40) | met |  |"); // of the medians: 0.30
    }

    @Test
    void decidesNothingWhereAnotherRunMightComeToTheOpposite() throws Exception {
        Results results = coldStarts(List.of(30.0, 44.0, 60.0), List.of(100.0, 100.0, 100.0));

        assertThat(page(results)).contains("≤ 0.45 | 0.44 (0.30–0.60) | undecided | JVM,");
    }

    @Test
    void comparesWithTheMedianWhereATrialFailedAndKeepsTheSpread() throws Exception {
        Results results = coldStarts(List.of(40.0, 42.0, 99.0), List.of(100.0));

        assertThat(page(results)).contains("≤ 0.45 | 0.42 (0.40–0.99) | undecided | JVM,");
    }

    @Test
    void saysOnThePageWhichTargetIsMissedAndWhichTrialFailed() throws Exception {
        Results results = new Results("this machine");
        results.take("cold, 1 core", "BarkBase", () -> Map.of("wall", 46.0));
        results.take("cold, 1 core", "HikariCP + AWS SDK", () -> Map.of("wall", 100.0));
        results.take("cold, 1 core", "Quarkus", () -> {
            throw new IOException("Quarkus ended\nat some place");
        });

        assertThat(page(results))
                .contains("| cold, 1 core, wall | BarkBase | HikariCP + AWS SDK | ≤ 0.45 | 0.46 | **missed** | JVM,")
                .contains("| cold, 1 core | wall, ms | CPU, ms | peak memory, MiB |")
                .contains("| BarkBase | 46 |  |  |")
                .contains("**1 trials failed**, such as cold, 1 core, Quarkus: Quarkus ended");
    }
}
