package com.barkbase.chaos;

/** How a scenario went: {@code toString} for people, {@code json} for programs. */
interface Report {
    /** Whether all that was promised held. */
    boolean held();

    /** One object on one line. */
    String json();
}
