package com.barkbase.db;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One statement in the driver's notation.
 *
 * @param text the statement with {@code ?} for each placeholder, without a closing semicolon
 * @param order for each {@code ?} the index of its value: {@code $2} is 1
 * @param parameters how many values it takes
 * @param verb its first word, in upper case
 * @param makesTable whether it is a {@code SELECT … INTO}
 */
record Sql(String text, List<Integer> order, int parameters, String verb, boolean makesTable) {
    private static final Set<String> SCOPED_VERBS =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES");
    private static final Set<String> WRITING_VERBS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "WITH");
    private static final Set<String> READING_VERBS = Set.of("SELECT", "VALUES", "TABLE", "WITH");
    private static final Set<String> TRANSACTION_VERBS = Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT");
    private static final Set<String> SAVEPOINT_VERBS = Set.of("SAVEPOINT", "RELEASE");
    private static final int CACHED_STATEMENTS = 1_000;
    private static final Map<String, Sql> CACHE = new ConcurrentHashMap<>();

    static Sql of(String statement) {
        Sql cached = CACHE.get(statement);
        if (cached != null) {
            return cached;
        }
        if (CACHE.size() >= CACHED_STATEMENTS) {
            CACHE.clear();
        }
        Sql sql = new SqlLexer(statement).read();
        CACHE.put(statement, sql);
        return sql;
    }

    /** Refuses what would leave a pooled session inside a transaction, or end one that is not the caller's to end. */
    Sql requireNoTransactionControl() {
        if (SAVEPOINT_VERBS.contains(verb)) {
            throw new IllegalArgumentException(
                    verb + " is not sent as a statement: a transaction here has no savepoints. Write INSERT … ON"
                            + " CONFLICT, or use the setSavepoint of a JDBC connection (getConnection).");
        }
        if (TRANSACTION_VERBS.contains(verb)) {
            throw new IllegalArgumentException(verb + " is not sent as a statement: inTransaction begins, commits and"
                    + " rolls back, and on a JDBC connection its own methods do.");
        }
        return this;
    }

    /** Refuses a statement that could end the tenant's scope before it is over, or leave something behind it. */
    Sql requireScoped() {
        if (!SCOPED_VERBS.contains(verb)) {
            throw new IllegalArgumentException("A tenant-scoped statement starts with SELECT, INSERT, UPDATE, DELETE,"
                    + " MERGE, WITH or VALUES, not " + verb
                    + ": run others on the pool itself, in the system's scope.");
        }
        if (makesTable) {
            throw new IllegalArgumentException("A tenant-scoped statement makes no table: one made by SELECT … INTO"
                    + " would outlive the scope and be seen by the next tenant. Use a WITH query.");
        }
        return this;
    }

    /** Whether it is made to write; a SELECT may, too, by a function. */
    boolean writes() {
        return WRITING_VERBS.contains(verb);
    }

    /** Refuses what PostgreSQL makes no cursor of. */
    Sql requireReading() {
        if (!READING_VERBS.contains(verb)) {
            throw new IllegalArgumentException(
                    "A stream reads: its statement starts with SELECT, VALUES, TABLE or WITH," + " not " + verb
                            + ". Run others by query or update.");
        }
        return this;
    }

    void requireValues(int given) {
        if (given != parameters) {
            throw new IllegalArgumentException("The statement takes " + parameters + " value(s), up to $" + parameters
                    + ", and " + given + " were given.");
        }
    }
}
