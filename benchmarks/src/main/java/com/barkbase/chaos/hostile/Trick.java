package com.barkbase.chaos.hostile;

import java.io.IOException;

/** What a peer does to a client. */
record Trick(String name, Play play) {

    @FunctionalInterface
    interface Play {
        /** Returning hangs up. */
        void on(Wire client) throws IOException;
    }

    /** The same, once something else has happened. */
    Trick after(String what, Play before) {
        return new Trick(what + name, client -> {
            before.on(client);
            play.on(client);
        });
    }
}
