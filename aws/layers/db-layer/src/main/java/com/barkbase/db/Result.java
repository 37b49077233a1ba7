package com.barkbase.db;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a statement gave back, kept in memory and not bound to the connection. Immutable.
 *
 * @param rows the rows, in the server's order; empty for a statement that returns none
 * @param rowCount how many rows were returned, inserted, changed or deleted
 */
public record Result(List<Row> rows, long rowCount) implements Iterable<Row> {

    /** Keeps a list of its own. */
    public Result {
        rows = List.copyOf(rows);
    }

    /** {@return the first row, if any} */
    public Optional<Row> first() {
        return rows.stream().findFirst();
    }

    @Override
    public Iterator<Row> iterator() {
        return rows.iterator();
    }
}
