package com.barkbase.db;

import java.util.List;

/** What {@link StreamIT} runs in a process of its own, with a small heap. */
final class StreamScenarios {
    static final String MILLION_ROWS =
            "select i as id, repeat('x', 100) as filler from generate_series(1, 1000000) as i";

    private StreamScenarios() {}

    public static void main(String[] arguments) {
        System.out.println("heap " + Runtime.getRuntime().maxMemory() / 1024 / 1024 + " MB");
        long sum = Db.getPool().asTenant(KennelDatabase.HAPPY_PAWS).stream(
                MILLION_ROWS,
                row -> row.bigint("id"),
                ids -> ids.mapToLong(id -> id).sum());
        System.out.println("streamed, sum " + sum);
        try {
            List<Row> rows = Db.getPool().query(MILLION_ROWS).rows();
            System.out.println("kept " + rows.size());
        } catch (OutOfMemoryError e) {
            System.out.println("kept nothing: out of memory");
        }
        System.out.println(
                "then " + Db.getPool().query("select 1 as one").rows().get(0).integer("one"));
        Db.closePool();
    }
}
