package com.barkbase.chaos.rotation;

/** One environment of a function, with a pool of a few connections. Thread-safe. */
interface Service extends AutoCloseable {
    /** Connections that it may have at once. */
    int CONNECTIONS = 4;

    /** A request: a statement on a connection that is free, or on a new one. */
    void ask(String sql) throws Exception;
}
