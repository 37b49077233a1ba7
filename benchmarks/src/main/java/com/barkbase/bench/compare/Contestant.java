package com.barkbase.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
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

    /** Another begins in each round: who runs after whom may matter. */
    static List<Contestant> inTurn(List<Contestant> all, int round) {
        List<Contestant> turned = new ArrayList<>(all);
        Collections.rotate(turned, 1 - round);
        return turned;
    }

    String title() {
        return who.title + jvm.suffix;
    }
}
