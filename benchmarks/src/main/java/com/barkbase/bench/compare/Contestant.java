package com.barkbase.bench.compare;

import java.util.List;
import java.util.stream.Stream;

/** A row of a table: who, and in which JVM. */
record Contestant(Competitor who, Jvm jvm) {

    static Contestant of(Competitor who) {
        return new Contestant(who, Jvm.LAMBDA);
    }

    static List<Contestant> of(Competitor... all) {
        return Stream.of(all).map(Contestant::of).toList();
    }

    String title() {
        return who.title + jvm.suffix;
    }
}
