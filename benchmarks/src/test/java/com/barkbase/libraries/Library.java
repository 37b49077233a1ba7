package com.barkbase.libraries;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A library at work on a DataSource, each of its methods written as the library's own guide writes it. */
interface Library {

    /** Each statement for itself. */
    void withoutTransaction(DataSource source, Consumer<Register> work);

    /** In one transaction; what {@code work} throws rolls it back. */
    void inTransaction(DataSource source, Consumer<Register> work);

    /** The pets' owners, as the library reads and writes them. */
    interface Register {
        void add(UUID tenant, String name);

        /** Returns the key that the database generated. */
        UUID addForKey(UUID tenant, String name);

        /** As one batch; returns the update counts. */
        int[] addAll(UUID tenant, List<String> names);

        /** The rows' one column. */
        List<String> texts(String sql, Object... values);

        /** In a savepoint of the transaction; what {@code work} throws rolls back to it. */
        void nested(Consumer<Register> work);
    }
}
