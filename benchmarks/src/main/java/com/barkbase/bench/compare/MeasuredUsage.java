package com.barkbase.bench.compare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code ./barkbase cost} takes from a run: seconds of a function of 1,024 MB, with date and source. */
final class MeasuredUsage {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLD = "cold, 0.58 core";
    private static final String WARM = "warm, 1 ms away";
    /** They can't be chosen. */
    private static final Set<String> FLOORS =
            Set.of(Competitor.PSQL.title, Competitor.DRIVER.title, new Contestant(Competitor.DRIVER, Jvm.AOT).title());

    private record Figure(String name, double value, String unit, String date, String source) {}

    private final Results results;
    private final String date;

    MeasuredUsage(Results results, String date) {
        this.results = results;
        this.date = date;
    }

    /** Where anything was measured. */
    void write(Path file) throws IOException {
        if (results.rows(COLD).isEmpty()) {
            return;
        }
        List<String> lines =
                figures().stream().map(JSON::valueToTree).map(Object::toString).toList();
        Files.writeString(file, "[\n  " + String.join(",\n  ", lines) + "\n]\n");
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (String row : results.rows(COLD)) {
            if (!FLOORS.contains(row)) {
                double seconds = Quantiles.median(results.of(COLD, row, "wall")) / 1e3;
                figures.add(figure("cold start of " + row, seconds, "s on 0.58 core, to 50 rows", "cold"));
                String inSameWay = row.replaceAll(", .*", ""); // the JVM's flags change no count
                double reads = Quantiles.median(results.of(ColdStarts.COUNTS, inSameWay, "secretReads"));
                figures.add(figure("secret reads of " + row, reads, "in a cold start", "cold"));
                List<Double> warm = results.of(WARM, row, "p50");
                if (!warm.isEmpty()) {
                    figures.add(
                            figure("request of " + row, Quantiles.median(warm) / 1e6, "s, server 1 ms away", "warm"));
                }
            }
        }
        return figures;
    }

    private Figure figure(String name, double value, String unit, String command) {
        return new Figure(name, Math.round(value * 1e6) / 1e6, unit, date, "./barkbase bench " + command);
    }
}
