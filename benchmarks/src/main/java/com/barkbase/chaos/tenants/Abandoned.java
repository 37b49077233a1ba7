package com.barkbase.chaos.tenants;

/** Thrown by a caller's own function, so that its transaction is rolled back. */
final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Abandoned() {
        super("the caller changed its mind", null, false, false);
    }
}
