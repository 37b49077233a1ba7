package com.barkbase.db;

/** A function's first request, in a JVM of its own: from nothing to a row. */
final class ColdStart {
    private ColdStart() {}

    /** Loaded when the row is there: a mark in the log of loaded classes. */
    static final class FirstRow {
        private FirstRow() {}

        static void print(long rows) {
            System.out.println("rows " + rows);
        }
    }

    public static void main(String[] arguments) {
        long before = nextThreadId();
        long rows = Db.getPool().query("select 1 as one").rowCount();
        FirstRow.print(rows);
        System.out.println("threads " + (nextThreadId() - before - 1));
        Runtime.getRuntime().halt(0);
    }

    /** Each thread that is made takes the next number. */
    private static long nextThreadId() {
        return new Thread().getId();
    }
}
