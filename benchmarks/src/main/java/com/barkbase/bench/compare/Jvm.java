package com.barkbase.bench.compare;

import java.util.List;

/** How the JVM of a competitor is set up. */
enum Jvm {
    /** As Lambda's managed runtime has it: the first compiler alone, one thread that collects. */
    LAMBDA("", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
    /** The same with a cache of its classes and profiles, as a container image can have it. */
    AOT(", AOT cache", LAMBDA.flags),
    DEFAULT(", JVM's defaults", "");

    final String suffix;
    private final String flags;

    Jvm(String suffix, String flags) {
        this.suffix = suffix;
        this.flags = flags;
    }

    List<String> flags() {
        return flags.isEmpty() ? List.of() : List.of(flags.split(" "));
    }
}
