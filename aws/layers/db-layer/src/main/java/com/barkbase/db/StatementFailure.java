package com.barkbase.db;

import java.sql.SQLException;
import java.util.Set;

/** Sorts what the driver throws while a statement runs into what a caller has to know. */
final class StatementFailure {
    /** The server ended the transaction and asks to run it again, or gave up waiting for a lock. */
    private static final Set<String> MAY_SUCCEED_LATER = Set.of("40001", "40P01", "55P03");

    static final String READ_ONLY = "25006";

    private StatementFailure() {}

    static DbException explain(SQLException failure, Session session, long limitMillis) {
        String state = String.valueOf(failure.getSQLState());
        if (isLost(state)) {
            return new OutcomeUnknownException(
                    lost() + session.login().server() + " was lost while the statement ran (" + state
                            + "): it may have been executed or not. Look for its effect before you run it again.",
                    state,
                    failure);
        }
        if (state.equals("57014") || state.equals("25P04")) {
            return new DeadlineException(
                    "PostgreSQL cancelled the work (" + state + "): " + ServerMessage.of(failure) + "; it had "
                            + limitMillis
                            + " ms (DB_STATEMENT_TIMEOUT, or the caller's deadline). Nothing took effect.",
                    state,
                    failure);
        }
        if (session.mustWriteElsewhere()) {
            return new StatementException(
                    "PostgreSQL at " + session.login().server() + " takes no writes (25006): "
                            + ServerMessage.of(failure) + ". It is a replica, or was the primary until a failover;"
                            + " nothing took effect, and the next statement connects anew.",
                    true,
                    state,
                    null,
                    failure);
        }
        return new StatementException(
                "PostgreSQL refused the statement (" + state + "): " + ServerMessage.of(failure) + ".",
                MAY_SUCCEED_LATER.contains(state),
                state,
                ServerMessage.constraint(failure),
                failure);
    }

    /** An interrupt closes the socket that a virtual thread reads. */
    private static String lost() {
        return Thread.currentThread().isInterrupted()
                ? "The thread was interrupted and the connection to "
                : "The connection to ";
    }

    /** Class 08 is the driver's word for a broken connection; class 57P is a server that goes away under it. */
    private static boolean isLost(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }
}
