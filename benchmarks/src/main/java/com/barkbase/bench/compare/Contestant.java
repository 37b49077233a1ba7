package com.barkbase.bench.compare;

/** A row of a table: who, and in which JVM. */
record Contestant(Competitor who, Jvm jvm) {

    static Contestant of(Competitor who) {
        return new Contestant(who, Jvm.LAMBDA);
    }

    String title() {
        return who.title + jvm.suffix;
    }
}
