package com.barkbase.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one statement and reads its answer, in one round trip whatever goes before and after it: the parts of a batch
 * leave together and the server answers once, at the batch's single Sync.
 *
 * @see <a href="https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY">Extended Query</a>
 */
final class Exchange {
    private final Session session;
    private final long limitMillis;

    /** Makes something of a statement's answer; {@code rows} is null where it returns none. */
    interface Answer<R> {
        R read(@Nullable ResultSet rows, long updateCount) throws SQLException;
    }

    Exchange(Session session, long limitMillis) {
        this.session = session;
        this.limitMillis = limitMillis;
    }

    /** The statement alone, prepared at the server once it has proved frequent. */
    <R> R send(Sql sql, @Nullable Object[] parameters, Answer<R> answer) {
        return run(null, sql, "", parameters, answer);
    }

    /** A transaction's first statement, with what begins the transaction. */
    <R> R begin(ScopeSettings scope, Sql sql, @Nullable Object[] parameters, Answer<R> answer) {
        return run(scope, sql, "", parameters, answer);
    }

    /** A transaction of one statement. */
    <R> R sendScoped(ScopeSettings scope, Sql sql, @Nullable Object[] parameters, Answer<R> answer) {
        return run(scope, sql, "\n; COMMIT", parameters, answer);
    }

    private <R> R run(
            @Nullable ScopeSettings scope, Sql sql, String end, @Nullable Object[] parameters, Answer<R> answer) {
        requireNotInterrupted();
        session.requireStandardStrings();
        String begin = scope == null ? "" : "BEGIN; " + scope.sql() + "; ";
        try (PreparedStatement statement = session.connection().prepareStatement(begin + sql.text() + end)) {
            int bound = scope == null ? 0 : scope.bindTo(statement);
            for (int index : sql.order()) {
                statement.setString(++bound, Parameter.text(parameters[index]));
            }
            session.answerWithin(limitMillis);
            boolean hasRows = execute(statement);
            // The answers to BEGIN and to the SELECT of the settings come first.
            for (int skipped = 0; scope != null && skipped < 2; skipped++) {
                hasRows = statement.getMoreResults();
            }
            return answer.read(hasRows ? statement.getResultSet() : null, statement.getLargeUpdateCount());
        } catch (SQLException e) {
            throw StatementFailure.explain(e, session.login(), limitMillis);
        }
    }

    /** A virtual thread that is interrupted loses its socket at the next read, and with it a COMMIT's answer. */
    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new DeadlineException("The thread was interrupted; the statement was not sent.", null, null);
        }
    }

    private boolean execute(PreparedStatement statement) throws SQLException {
        try {
            return statement.execute();
        } catch (RuntimeException | Error e) {
            session.close(); // the rest of a half-read answer would be the next caller's
            throw e;
        }
    }
}
