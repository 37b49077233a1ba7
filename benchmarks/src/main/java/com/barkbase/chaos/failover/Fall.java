package com.barkbase.chaos.failover;

import com.barkbase.chaos.rig.Line;

/** What becomes of the primary before the replica is promoted. */
enum Fall {
    KILLED("the primary is killed", pair -> pair.primary().kill()),
    SILENT(
            "the primary freezes: it accepts connections and is silent",
            pair -> pair.primary().freeze()),
    BLACK_HOLED("the primary is black-holed", pair -> {
        pair.name().lines().forEach(Line::blackHole);
        pair.name().atConnect(Line::blackHole);
    }),
    FENCED("the primary stays, read-only", Pair::fencePrimary),
    BACK_READ_ONLY("the primary is killed and comes back read-only", pair -> {
        pair.fencePrimary();
        pair.primary().kill();
        pair.primary().startAgain();
    });

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // it keeps nothing
    private final Deed deed;

    private interface Deed {
        void befall(Pair pair) throws Exception;
    }

    Fall(String title, Deed deed) {
        this.title = title;
        this.deed = deed;
    }

    String title() {
        return title;
    }

    void befall(Pair pair) throws Exception {
        deed.befall(pair);
    }

    /** Whether its connections live on and refuse writes. */
    boolean refusesWrites() {
        return this == FENCED || this == BACK_READ_ONLY;
    }
}
