package com.barkbase.db;

import java.security.SecureRandom;

/**
 * Spreads what many environments would otherwise do at once. It asks the system for its randomness: any other generator
 * would give the same numbers to all processes that are restored from one snapshot.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">Uniqueness with SnapStart</a>
 */
final class Jitter {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Jitter() {}

    /** From 1 to {@code most} milliseconds. */
    static long upTo(long most) {
        return between(1, most);
    }

    static long between(long least, long most) {
        return RANDOM.nextLong(least, most + 1);
    }
}
