package com.barkbase.bench.compare;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a figure shall be, or its ratio to another's of the same run.
 *
 * @param theirs null where the figure itself is judged
 * @param atMost whether the bound is the highest that is allowed, or the lowest
 * @param limit what stands in the way, shown where it is missed
 */
record Target(String what, Cell ours, @Nullable Cell theirs, boolean atMost, double bound, String limit) {
    /** A figure of a row of a table. */
    record Cell(String table, String row, String figure) {
        Cell(String table, Competitor who, Jvm jvm, String figure) {
            this(table, new Contestant(who, jvm).title(), figure);
        }

        Cell(String table, Competitor who, String figure) {
            this(table, who, Jvm.LAMBDA, figure);
        }

        List<Double> in(Results results) {
            return results.of(table, row, figure);
        }
    }

    static final String NOT_MEASURED = "| not measured | |";
    static final String RESTORED = "BarkBase, restored";
    static final String LAYER = "layer";
    static final String ZIP = "db-layer.zip";

    private static final String MET = "met";
    private static final String FLOOR = "JVM, driver, TLS and SCRAM are common to both: pgjdbc alone is the floor";
    private static final String JVM =
            "starting a JVM and its TLS costs more than all of Node.js: pgjdbc alone is the floor";

    static final List<Target> ALL = List.of(
            cold("wall", "1 core", Competitor.HIKARI, Jvm.LAMBDA, 0.45),
            cold("cpu", "1 core", Competitor.HIKARI, Jvm.LAMBDA, 0.45),
            cold("wall", "2 cores", Competitor.HIKARI, Jvm.LAMBDA, 0.45),
            cold("cpu", "2 cores", Competitor.HIKARI, Jvm.LAMBDA, 0.45),
            cold("memory", "2 cores", Competitor.HIKARI, Jvm.LAMBDA, 0.60),
            cold("cpu", "2 cores", Competitor.HIKARI, Jvm.DEFAULT, 0.30),
            image("wall", "1 core", 1.0),
            image("cpu", "1 core", 1.5),
            image("wall", "2 cores", 1.0),
            image("cpu", "2 cores", 1.5),
            count("round trips, open socket to first row", ColdStarts.COUNTS, Competitor.BARKBASE, "roundTrips", 6),
            count("secret reads of a cold start", ColdStarts.COUNTS, Competitor.BARKBASE, "secretReads", 1),
            count("round trips, warm", RoundTrips.TABLE, Competitor.BARKBASE, "later", 1),
            count("round trips, after 1 s idle", RoundTrips.TABLE, Competitor.BARKBASE, "afterIdle", 1),
            count("round trips, tenant's, sixth and later", RoundTrips.TABLE, Competitor.TENANT, "later", 1),
            scope("1 ms away", 1.15),
            scope("loopback", 2),
            atMost(
                    "one pet by its key, p50",
                    new Cell("warm, loopback", Competitor.BARKBASE, "p50"),
                    new Cell("warm, loopback", Competitor.DRIVER, "p50"),
                    1.10,
                    "reading the SQL for $n, a session's checkout and making rows are ours, in code that C1 compiled"),
            throughput(Competitor.NODE, 3),
            throughput(Competitor.PGBENCH, 0.6),
            atMost(
                    "first rows after a restore, wall",
                    new Cell("function, 2 cores", RESTORED, "wall"),
                    new Cell("cold, 2 cores", Competitor.PSQL, "wall"),
                    1.5,
                    "a secret read that psql does not make, and TLS and SCRAM in code that C1 compiled"),
            count("layer's zip, MB", LAYER, ZIP, "megabytes", 1.5),
            atMost(
                    "classes loaded",
                    new Cell(ColdStarts.COUNTS, Competitor.BARKBASE, "classes"),
                    new Cell(ColdStarts.COUNTS, Competitor.HIKARI, "classes"),
                    0.5,
                    FLOOR));

    private static Target cold(String figure, String cores, Competitor who, Jvm jvm, double bound) {
        String table = "cold, " + cores;
        return atMost(
                table + ", " + figure,
                new Cell(table, Competitor.BARKBASE, figure),
                new Cell(table, who, jvm, figure),
                bound,
                FLOOR);
    }

    private static Target image(String figure, String cores, double bound) {
        String table = "cold, " + cores;
        return atMost(
                table + ", " + figure,
                new Cell(table, Competitor.BARKBASE, Jvm.AOT, figure),
                new Cell(table, Competitor.NODE, figure),
                bound,
                JVM);
    }

    private static Target scope(String where, double bound) {
        String table = "scope, " + where;
        return atMost(
                "in a tenant's scope, " + where + ", p50",
                new Cell(table, Competitor.TENANT, "p50"),
                new Cell(table, Competitor.BARKBASE, "p50"),
                bound,
                "BEGIN, the settings, a policy and COMMIT are the server's work, which loopback hides nothing of");
    }

    private static Target throughput(Competitor who, double bound) {
        String table = "throughput, 32 callers";
        return new Target(
                "32 callers, statements a second",
                new Cell(table, Competitor.BARKBASE, "perSecond"),
                new Cell(table, who, "perSecond"),
                false,
                bound,
                "callers and server share two cores: what the server needs for a statement is the same for all");
    }

    private static Target count(String what, String table, Competitor who, String figure, double bound) {
        return count(what, table, who.title, figure, bound);
    }

    private static Target count(String what, String table, String row, String figure, double bound) {
        return new Target(what, new Cell(table, row, figure), null, true, bound, "");
    }

    private static Target atMost(String what, Cell ours, Cell theirs, double bound, String limit) {
        return new Target(what, ours, theirs, true, bound, limit);
    }

    /** A row of the page's table. */
    String row(Results results) {
        List<Double> mine = ours.in(results);
        List<Double> other = theirs == null ? Collections.nCopies(mine.size(), 1.0) : theirs.in(results);
        String start = "| %s | %s | %s | %s %s | "
                .formatted(
                        what, ours.row(), theirs == null ? "" : theirs.row(), atMost ? "≤" : "≥", Page.number(bound));
        if (mine.isEmpty() || other.isEmpty()) {
            return start + NOT_MEASURED;
        }
        List<Double> ratios = ratios(mine, other);
        Quantiles.Interval interval = Quantiles.ofMedian(ratios);
        String verdict = verdict(interval);
        return start + Page.cell(Quantiles.median(ratios), interval.low(), interval.high()) + " | " + verdict + " | "
                + (verdict.equals(MET) ? "" : limit) + " |";
    }

    /** None that another run is likely to contradict. */
    private String verdict(Quantiles.Interval interval) {
        boolean low = holds(interval.low());
        boolean high = holds(interval.high());
        return low && high ? MET : low || high ? "undecided" : "**missed**";
    }

    private boolean holds(double ratio) {
        return atMost ? ratio <= bound : ratio >= bound;
    }

    /** Round by round, since what slows the machine for a while slows both; where a trial failed, to their median. */
    private static List<Double> ratios(List<Double> mine, List<Double> other) {
        boolean paired = mine.size() == other.size();
        return IntStream.range(0, mine.size())
                .mapToObj(i -> mine.get(i) / (paired ? other.get(i) : Quantiles.median(other)))
                .toList();
    }
}
