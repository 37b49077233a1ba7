package com.barkbase.bench.compare;

import java.util.List;

/**
 * How much of the machine a process may use.
 *
 * @param prefix what comes before its command
 */
record Bounds(String title, List<String> prefix) {
    static final Bounds ONE_CORE = new Bounds("1 core", List.of("taskset", "-c", "0"));
    static final Bounds TWO_CORES = new Bounds("2 cores", List.of("taskset", "-c", "0,1"));

    boolean isPartOfACore() {
        return !equals(ONE_CORE) && !equals(TWO_CORES);
    }
}
