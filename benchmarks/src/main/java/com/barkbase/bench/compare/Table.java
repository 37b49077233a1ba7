package com.barkbase.bench.compare;

import java.io.PrintStream;

final class Table {
    private final Results results;

    Table(Results results) {
        this.results = results;
    }

    void print(PrintStream out) {
        for (String table : results.values().keySet()) {
            out.println(table);
            for (String row : results.rows(table)) {
                out.printf("%-45s", row);
                results.figures(table, row)
                        .forEach((figure, sample) -> out.printf(
                                " %s %.0f (%.0f-%.0f)",
                                figure,
                                Quantiles.median(sample),
                                Quantiles.quantile(sample, 0.25),
                                Quantiles.quantile(sample, 0.75)));
                out.println();
            }
        }
    }
}
