package com.barkbase.db;

import java.util.random.RandomGenerator;

/**
 * A part of BarkBase under random inputs, with an oracle that knows what each must lead to. A few thousand are tried by
 * the tests, a million by {@code ./barkbase chaos fuzz}. For one thread.
 */
public interface Fuzz extends AutoCloseable {
    /** Stands in inputs where something secret does, and may stand in no message. */
    String SECRET = "correct-horse-battery-staple";

    /** What is attacked, in a few words. */
    String part();

    /** Tries so many inputs, which {@code random} alone chooses. */
    void attack(RandomGenerator random, int inputs, FuzzTally tally) throws Exception;

    @Override
    default void close() throws Exception {}
}
