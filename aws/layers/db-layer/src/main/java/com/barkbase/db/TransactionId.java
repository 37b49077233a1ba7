package com.barkbase.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Which transaction it was, should its COMMIT get lost.
 *
 * @param xid PostgreSQL's 64-bit id
 * @param serverStart when the server started: another one, or the same one restarted from a copy, knows other ids
 */
record TransactionId(String xid, String serverStart) {
    /** As a number: the text of a time depends on the session's zone, which a transaction may set for itself. */
    static final String SERVER_START = "extract(epoch from pg_catalog.pg_postmaster_start_time())::text";

    /** PostgreSQL 13 and newer; the id is null before the first write. */
    static final String QUESTION = "SELECT pg_catalog.pg_current_xact_id_if_assigned()::text, " + SERVER_START;

    static final int SINCE_VERSION = 13;

    static @Nullable TransactionId of(ResultSet answer) throws SQLException {
        answer.next();
        String xid = answer.getString(1);
        return xid == null ? null : new TransactionId(xid, answer.getString(2));
    }
}
