package com.barkbase.db;

/**
 * How a transaction runs: its isolation, whether it may write, and whether it may run again. An immutable value.
 *
 * <pre>{@code
 * pool.asTenant(tenantId).inTransaction(TransactionMode.serializable().repeatable(5), tx -> …);
 * }</pre>
 *
 * @see <a href="https://www.postgresql.org/docs/17/transaction-iso.html">Transaction Isolation</a>
 */
public final class TransactionMode {
    /** As the database has it. */
    static final TransactionMode DEFAULT = new TransactionMode("", "", 1);

    private static final int MOST_ATTEMPTS = 100;

    private final String isolation;
    private final String access;
    private final int attempts;

    private TransactionMode(String isolation, String access, int attempts) {
        this.isolation = isolation;
        this.access = access;
        this.attempts = attempts;
    }

    /** {@return a mode in which each statement sees what was committed before it; PostgreSQL's default} */
    public static TransactionMode readCommitted() {
        return of("READ COMMITTED");
    }

    /**
     * {@return a mode in which all statements see one moment} A write to a row that another has changed since fails
     * with 40001.
     */
    public static TransactionMode repeatableRead() {
        return of("REPEATABLE READ");
    }

    /** {@return a mode as if transactions ran one after the other} It fails with 40001 where they could not. */
    public static TransactionMode serializable() {
        return of("SERIALIZABLE");
    }

    private static TransactionMode of(String isolation) {
        return new TransactionMode(" ISOLATION LEVEL " + isolation, "", 1);
    }

    /** {@return the same mode without writes} They are refused (25006). */
    public TransactionMode readOnly() {
        return new TransactionMode(isolation, " READ ONLY", attempts);
    }

    /**
     * The function may run again, from its beginning, when PostgreSQL rolled its transaction back for a serialisation
     * failure (40001) or a deadlock (40P01): so whatever else it does besides SQL must bear being done twice. Between
     * attempts it waits a random time of up to 20 ms, then 40, 80, … and a second at most, and not beyond the deadline.
     * Each repetition is a line of the log; the failures before the last are added to it as suppressed.
     *
     * @param attempts how often it runs at most, 1 to 100
     * @return the same mode with repetition
     * @throws IllegalArgumentException where {@code attempts} is not in its range
     */
    public TransactionMode repeatable(int attempts) {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "A transaction runs 1 to " + MOST_ATTEMPTS + " times at most, not " + attempts + ".");
        }
        return new TransactionMode(isolation, access, attempts);
    }

    String begin() {
        return "BEGIN" + isolation + access;
    }

    int attempts() {
        return attempts;
    }
}
