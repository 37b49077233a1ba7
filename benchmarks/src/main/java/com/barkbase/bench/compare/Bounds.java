package com.barkbase.bench.compare;

import java.util.List;

/** How much of the machine a process may use. */
enum Bounds {
    ONE_CORE("1 core", "0"),
    TWO_CORES("2 cores", "0,1");

    final String title;
    private final String cores;

    Bounds(String title, String cores) {
        this.title = title;
        this.cores = cores;
    }

    /** What comes before a command. */
    List<String> prefix() {
        return List.of("taskset", "-c", cores);
    }
}
