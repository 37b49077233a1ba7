package com.barkbase.chaos.commits;

/** Somebody who writes entries over one connection. For one thread. */
interface Client extends AutoCloseable {
    String who();

    boolean knows(Way way);

    /** Connects, unless it is connected. */
    void connect() throws Exception;

    /** Returns where the entry was written. */
    void write(Way way, String entry) throws Exception;

    /** What a failure of {@link #write} says of the entry. */
    Told told(Exception failure);
}
