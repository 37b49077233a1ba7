package com.barkbase.bench;

/** What is measured, in the order of the table's rows. */
enum Measure {
    FIRST_ROW("process start to first row, ms", true),
    CPU("CPU until then, ms (in steps of 10)", true),
    CLASSES("classes loaded until then", true),
    THREADS("threads beside main", false),
    WARM("warm statement, median, µs", true),
    TRIPS_FIRST("round trips, login's end to first row", false),
    TRIPS_WARM("round trips of a warm statement", false),
    TRIPS_IDLE("round trips after 600 ms idle", false),
    CONNECTIONS("connections opened for one 500 ms caller", false),
    RECONNECTS("new logins after 12.5 s idle (limit 10 s)", false),
    REFUSAL("unknown database told after, ms", true),
    DEADLINE("silent server, caller has 300 ms: told after, ms", true),
    DEADLINE_INNER("same, HikariPool.getConnection(300)", false);

    final String title;
    /** Whether a ratio says more than the two numbers do. */
    final boolean compared;

    Measure(String title, boolean compared) {
        this.title = title;
        this.compared = compared;
    }
}
