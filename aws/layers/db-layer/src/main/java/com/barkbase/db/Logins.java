package com.barkbase.db;

/** Where a session's login comes from. Thread-safe. */
interface Logins {

    /** The login believed to be right. */
    Login current(Deadline until);

    /**
     * The login to try after PostgreSQL refused {@code refused}; the same one where there is no newer.
     */
    Login after(Login refused, Deadline until);

    /** What to look at when the login is refused for good: one sentence. */
    String remedy();
}
