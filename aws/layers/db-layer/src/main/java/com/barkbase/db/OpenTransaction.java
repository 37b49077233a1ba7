package com.barkbase.db;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A transaction while {@link Scope#inTransaction} runs. Its beginning travels with the first statement, so that a
 * transaction of n statements takes n + 1 round trips, and one without a statement none.
 */
final class OpenTransaction implements Statements {
    private static final Sql COMMIT = Sql.of("COMMIT");

    private final Session session;
    private final View view;
    private final Settings settings;
    /** One statement at a time, whatever threads the function starts. */
    private final ReentrantLock turn = new ReentrantLock();

    private boolean begun;
    private boolean ended;

    OpenTransaction(Session session, View view, Settings settings) {
        this.session = session;
        this.view = view;
        this.settings = settings;
    }

    <T extends @Nullable Object, X extends Exception> T run(Scope.Work<T, X> work) throws X {
        try {
            T result = work.run(this);
            end();
            commit();
            return result;
        } catch (Throwable e) {
            end();
            rollBack(e);
            throw e;
        }
    }

    /** Waits for a statement that another thread is at; a later one would run outside of the transaction's scope. */
    private void end() {
        turn.lock();
        try {
            ended = true;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Result query(String sql, @Nullable Object... parameters) {
        return send(sql, parameters, Answers::result);
    }

    @Override
    public <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return send(sql, parameters, (rows, count) -> Answers.mapped(rows, mapper));
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) {
        return send(sql, parameters, Answers::count);
    }

    private <R> R send(String text, @Nullable Object[] parameters, Exchange.Answer<R> answer) {
        turn.lock();
        try {
            return sendInTurn(text, parameters, answer);
        } finally {
            turn.unlock();
        }
    }

    private <R> R sendInTurn(String text, @Nullable Object[] parameters, Exchange.Answer<R> answer) {
        if (ended) {
            throw new IllegalStateException("The transaction is over: it lives as long as inTransaction's function.");
        }
        Sql sql = view.checked(text, parameters.length);
        long limit = view.limitMillis(settings);
        Exchange exchange = new Exchange(session, limit);
        if (begun) {
            return exchange.send(sql, parameters, answer);
        }
        try {
            return exchange.begin(view.transactionScope(settings, session, limit), sql, parameters, answer);
        } finally {
            // A statement that was never sent, for a value that cannot be, has not begun the transaction either.
            begun = session.isInTransaction() || session.isClosed();
        }
    }

    private void commit() {
        if (session.hasFailedTransaction()) {
            throw new StatementException(
                    "The transaction cannot be committed: a statement of it failed (25P02), and the error was caught"
                            + " inside inTransaction. Nothing took effect.",
                    false,
                    "25P02",
                    null,
                    null);
        }
        if (begun) {
            new Exchange(session, view.limitMillis(settings)).send(COMMIT, new Object[0], Answers::count);
        }
    }

    private void rollBack(Throwable first) {
        try {
            session.rollBack();
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }
}
