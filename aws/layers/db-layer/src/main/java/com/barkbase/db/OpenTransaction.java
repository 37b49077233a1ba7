package com.barkbase.db;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A transaction while {@link Scope#inTransaction} runs. Its beginning travels with the first statement, so that a
 * transaction of n statements takes n + 1 round trips, and one without a statement none.
 */
final class OpenTransaction implements Statements {
    private static final Sql COMMIT = Sql.of("COMMIT");
    private static final Object[] NO_VALUES = {};

    private final Session session;
    private final View view;
    private final TransactionMode mode;
    private final SessionPool sessions;
    private final Settings settings;
    /** One statement at a time, whatever threads the function starts. */
    private final ReentrantLock turn = new ReentrantLock();

    private final AtomicInteger cursors = new AtomicInteger();
    private volatile @Nullable TransactionId id;
    /** Why it can't be committed any more. */
    private @Nullable ConnectionException lost;

    private boolean ended;

    OpenTransaction(SessionPool sessions, Session session, View view, TransactionMode mode) {
        this.session = session;
        this.view = view;
        this.mode = mode;
        this.sessions = sessions;
        this.settings = sessions.settings();
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

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            String sql, RowMapper<T> mapper, Reading<T, R, X> reading, @Nullable Object... parameters) throws X {
        try (Cursor<T> cursor = open(view.checked(sql, parameters.length).requireReading(), mapper, parameters)) {
            return reading.read(cursor.rows());
        }
    }

    private <T extends @Nullable Object> Cursor<T> open(Sql sql, RowMapper<T> mapper, @Nullable Object[] parameters) {
        Exchange.Answer<List<T>> mapped = (rows, count) -> Answers.mapped(rows, mapper);
        String name = "rows_" + cursors.incrementAndGet();
        Sql fetch = Sql.of(Exchange.fetch(name));
        List<T> first = send(sql, exchange -> exchange.opening(name), parameters, mapped);
        return new Cursor<>(first, () -> send(fetch, exchange -> exchange, NO_VALUES, mapped), () -> close(name));
    }

    /** What failed has closed its cursors already. */
    private void close(String cursor) {
        if (session.isInTransaction() && !session.hasFailedTransaction() && !session.isClosed()) {
            send(Sql.of("CLOSE " + cursor), exchange -> exchange, NO_VALUES, Answers::count);
        }
    }

    private <R> R send(String text, @Nullable Object[] parameters, Exchange.Answer<R> answer) {
        Sql sql = view.checked(text, parameters.length);
        return send(
                sql, exchange -> mayTellId(sql) ? exchange.identifying(this::identify) : exchange, parameters, answer);
    }

    /** Until it is known, and only by what has to go to the server anyhow. */
    private boolean mayTellId(Sql sql) {
        return id == null && sql.writes() && session.serverVersion() >= TransactionId.SINCE_VERSION;
    }

    private void identify(TransactionId found) {
        id = found;
    }

    private <R> R send(
            Sql sql, UnaryOperator<Exchange> shape, @Nullable Object[] parameters, Exchange.Answer<R> answer) {
        turn.lock();
        try {
            if (ended) {
                throw new IllegalStateException(
                        "The transaction is over: it lives as long as inTransaction's function.");
            }
            if (lost != null) {
                throw lost;
            }
            return shape.apply(exchange()).send(sql, parameters, answer);
        } catch (OutcomeUnknownException loss) {
            // Known after all: no COMMIT was sent, and the server rolls back what a lost client has left open.
            lost = ConnectionException.lostBeforeCommit(session.login(), loss);
            throw lost;
        } finally {
            turn.unlock();
        }
    }

    /** Begins the transaction, unless it has: one whose first statement could not be sent has not. */
    private Exchange exchange() {
        long limit = view.limitMillis(settings);
        Exchange exchange = new Exchange(session, limit);
        boolean begun = session.isInTransaction() || session.isClosed();
        return begun ? exchange : exchange.beginning(mode.begin(), view.transactionScope(settings, session, limit));
    }

    private void commit() {
        if (lost != null) {
            throw lost;
        }
        if (session.hasFailedTransaction()) {
            throw new StatementException(
                    "The transaction cannot be committed: a statement of it failed (25P02), and the error was caught"
                            + " inside inTransaction. Nothing took effect.",
                    false,
                    "25P02",
                    null,
                    null);
        }
        if (session.isInTransaction() || session.isClosed()) {
            sendCommit();
        }
    }

    private void sendCommit() {
        try {
            new Exchange(session, view.limitMillis(settings)).send(COMMIT, NO_VALUES, Answers::count);
        } catch (OutcomeUnknownException unknown) {
            TransactionId known = id;
            if (known == null || !new LostCommit(sessions, session, known).isCommitted(unknown, view.deadline())) {
                sessions.listener().outcomeUnknown(unknown.sqlState());
                throw unknown;
            }
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
