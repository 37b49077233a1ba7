package com.barkbase.bench.subject;

/**
 * A way from a secret's name to rows. It is made, with a constructor without arguments, as a function's initialiser
 * makes it; the variables of the specification and {@code BENCH_…} say where everything is. Thread-safe.
 */
public interface Contender {
    /** The query of 50 rows; in JDBC's and in PostgreSQL's words alike. */
    String PETS = "SELECT id, name, breed, born, weight FROM pets ORDER BY id LIMIT 50";

    /** Reads all columns of all rows of {@link #PETS} and returns how many rows there were. */
    int pets() throws Exception;

    /** The name of one pet. */
    String pet(int id) throws Exception;
}
