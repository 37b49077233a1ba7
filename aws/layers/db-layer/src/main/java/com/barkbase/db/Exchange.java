package com.barkbase.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Sends one statement and reads its answer, in one round trip whatever goes before and after it: the parts of a batch
 * leave together and the server answers once, at the batch's single Sync.
 *
 * @see <a href="https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY">Extended Query</a>
 */
final class Exchange {
    private final Session session;
    private final long limitMillis;
    private String before = "";
    private String after = "";
    private int answersBefore;
    private @Nullable ScopeSettings scope;
    private @Nullable Consumer<TransactionId> identified;

    /** Makes something of a statement's answer; {@code rows} is null where it returns none. */
    interface Answer<R> {
        R read(@Nullable ResultSet rows, long updateCount) throws SQLException;
    }

    Exchange(Session session, long limitMillis) {
        this.session = session;
        this.limitMillis = limitMillis;
    }

    /** Begins a transaction with it. */
    Exchange beginning(String begin, ScopeSettings settings) {
        before += begin + "; " + settings.sql() + "; ";
        answersBefore += 2;
        scope = settings;
        return this;
    }

    /** Ends the transaction after it. */
    Exchange committing() {
        after = "\n; COMMIT";
        return this;
    }

    /** Makes a cursor of it, whose first rows are the answer. */
    Exchange opening(String cursor) {
        before += "DECLARE " + cursor + " NO SCROLL CURSOR FOR ";
        answersBefore++;
        after = "\n; " + fetch(cursor);
        return this;
    }

    /** Asks after it which transaction this is; told nothing where it has no id yet. */
    Exchange identifying(Consumer<TransactionId> found) {
        after = "\n; " + TransactionId.QUESTION;
        identified = found;
        return this;
    }

    static String fetch(String cursor) {
        return "FETCH " + Cursor.ROWS_AT_ONCE + " FROM " + cursor;
    }

    <R> R send(Sql sql, @Nullable Object[] parameters, Answer<R> answer) {
        requireNotInterrupted();
        session.requireStandardStrings();
        try (PreparedStatement statement = session.connection().prepareStatement(before + sql.text() + after)) {
            if (!mayBePrepared(sql)) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            int bound = scope == null ? 0 : scope.bindTo(statement);
            for (int index : sql.order()) {
                statement.setString(++bound, Parameter.text(parameters[index]));
            }
            session.ask(limitMillis);
            boolean hasRows = execute(statement);
            for (int skipped = 0; skipped < answersBefore; skipped++) {
                hasRows = statement.getMoreResults();
            }
            R result = answer.read(hasRows ? statement.getResultSet() : null, statement.getLargeUpdateCount());
            identify(statement);
            return result;
        } catch (SQLException e) {
            session.failed(e);
            throw StatementFailure.explain(e, session, limitMillis);
        }
    }

    private void identify(PreparedStatement statement) throws SQLException {
        if (identified != null && statement.getMoreResults()) {
            TransactionId id = TransactionId.of(statement.getResultSet());
            if (id != null) {
                identified.accept(id);
            }
        }
    }

    /**
     * Prepared at the server, once it has proved frequent, is a statement alone: for a batch the driver would put a
     * Sync of its own into it. Nor is FETCH, since a cursor's name says nothing of its columns.
     */
    private boolean mayBePrepared(Sql sql) {
        return before.isEmpty() && after.isEmpty() && !sql.verb().equals("FETCH");
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
        } catch (RuntimeException
                | LinkageError
                | AssertionError e) { // the driver's own, over an answer that it could not read
            session.close();
            throw new SQLException("the answer could not be read: " + e, ConnectFailure.PROTOCOL_VIOLATION, e);
        } catch (Error e) {
            session.close(); // the rest of a half-read answer would be the next caller's
            throw e;
        }
    }
}
