package com.barkbase.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a transaction was committed whose COMMIT got no answer: the server is asked over another
 * connection, and believed only while it is the one that the transaction ran on.
 *
 * @see <a href="https://www.postgresql.org/docs/17/functions-info.html#FUNCTIONS-PG-SNAPSHOT">pg_xact_status</a>
 */
final class LostCommit {
    private static final long POLL_MILLIS = 20;

    private final SessionPool sessions;
    private final Session lost;
    private final TransactionId id;

    LostCommit(SessionPool sessions, Session lost, TransactionId id) {
        this.sessions = sessions;
        this.lost = lost;
        this.id = id;
    }

    /**
     * Whether it was committed; false where nobody can tell.
     *
     * @throws ConnectionException where it was rolled back
     */
    boolean isCommitted(OutcomeUnknownException unknown, @Nullable Deadline deadline) {
        String status = status(unknown, deadline);
        Log.warn("the answer to a COMMIT was lost; the server says of the transaction: " + status);
        if ("aborted".equals(status)) {
            throw ConnectionException.lostBeforeCommit(lost.login(), unknown);
        }
        return "committed".equals(status);
    }

    private @Nullable String status(OutcomeUnknownException unknown, @Nullable Deadline deadline) {
        Deadline until = Deadline.in(sessions.settings().connectionTimeoutMillis());
        until = deadline == null ? until : until.orEarlier(deadline);
        Session asking;
        try {
            asking = sessions.openBesides(until);
        } catch (DbException e) {
            unknown.addSuppressed(e);
            return null;
        }
        try {
            return ask(asking, until);
        } catch (SQLException e) {
            unknown.addSuppressed(e);
            return null;
        } finally {
            asking.close();
        }
    }

    private @Nullable String ask(Session asking, Deadline until) throws SQLException {
        asking.ask(Math.max(1, until.millisLeft()));
        String status = status(asking);
        if ("in progress".equals(status) && sessions.settings().proxyEndpoint() == null) {
            endLostSession(asking);
        }
        while ("in progress".equals(status) && until.pause(POLL_MILLIS)) {
            status = status(asking);
        }
        return status;
    }

    /** Null where the server is another one, or does not remember. */
    private @Nullable String status(Session asking) throws SQLException {
        try (PreparedStatement statement = asking.connection()
                .prepareStatement("SELECT CASE WHEN " + TransactionId.SERVER_START + " = ?"
                        + " THEN pg_catalog.pg_xact_status(?::text::xid8) END")) {
            statement.setString(1, id.serverStart());
            statement.setString(2, id.xid());
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }

    /** It waits for a COMMIT that will not come, or for an answer to be taken that nobody takes. */
    private void endLostSession(Session asking) throws SQLException {
        try (Statement statement = asking.connection().createStatement()) {
            statement.execute("SELECT pg_catalog.pg_terminate_backend(" + lost.backend() + ")");
        }
    }
}
