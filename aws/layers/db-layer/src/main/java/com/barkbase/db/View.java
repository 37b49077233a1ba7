package com.barkbase.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pool seen as one tenant, or as the login itself where {@code tenant} is null, until a deadline or without. */
record View(
        Supplier<SessionPool> pool,
        @Nullable String tenant,
        @Nullable Deadline deadline,
        @Nullable LongAdder roundTrips)
        implements Scope {
    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    @Override
    public Result query(String sql, @Nullable Object... parameters) {
        return run(sql, parameters, Answers::result);
    }

    @Override
    public <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return run(sql, parameters, (rows, count) -> Answers.mapped(rows, mapper));
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) {
        return run(sql, parameters, Answers::count);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            String sql, RowMapper<T> mapper, Reading<T, R, X> reading, @Nullable Object... parameters) throws X {
        return inTransaction(tx -> tx.stream(sql, mapper, reading, parameters));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inTransaction(Work<T, X> work) throws X {
        return transaction(TransactionMode.DEFAULT, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inTransaction(TransactionMode mode, Work<T, X> work)
            throws X {
        return new Repetition(mode.attempts(), deadline).run(() -> transaction(mode, work));
    }

    private <T extends @Nullable Object, X extends Exception> T transaction(TransactionMode mode, Work<T, X> work)
            throws X {
        SessionPool sessions = pool.get();
        Session session = borrow(sessions);
        try {
            return new OpenTransaction(sessions, session, this, mode).run(work);
        } finally {
            sessions.giveBack(session);
        }
    }

    @Override
    public Scope before(Instant end) {
        Deadline at = Deadline.at(end);
        return new View(pool, tenant, deadline == null ? at : at.orEarlier(deadline), roundTrips);
    }

    @Override
    public Scope counting(LongAdder counter) {
        return new View(pool, tenant, deadline, counter);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            SessionPool sessions = pool.get();
            Session session = borrow(sessions);
            return (isPlain() ? new JdbcConnection(sessions, session) : new ScopedConnection(sessions, session, this))
                    .lend();
        } catch (DbException e) {
            throw new SQLException(e.getMessage(), e.sqlState(), e);
        }
    }

    private <R> R run(String text, @Nullable Object[] parameters, Exchange.Answer<R> answer) {
        SessionPool sessions = pool.get(); // first, since it refuses a driver too old to read SQL with
        Sql sql = checked(text, parameters.length);
        Session session = borrow(sessions);
        try {
            long limit = limitMillis(sessions.settings());
            Exchange exchange = new Exchange(session, limit);
            if (!isPlain()) {
                exchange.beginning("BEGIN", scope(sessions.settings(), limit)).committing();
            }
            return exchange.send(sql, parameters, answer);
        } catch (OutcomeUnknownException unknown) {
            sessions.listener().outcomeUnknown(unknown.sqlState());
            throw unknown;
        } finally {
            sessions.giveBack(session);
        }
    }

    Sql checked(String text, int values) {
        Sql sql = checked(text);
        sql.requireValues(values);
        return sql;
    }

    private Session borrow(SessionPool sessions) {
        Session session = sessions.borrow(deadline);
        session.countRoundTrips(roundTrips);
        return session;
    }

    /** A statement that cannot end the scope, nor what the scope is for. */
    Sql checked(String text) {
        Sql sql = Sql.of(text).requireNoTransactionControl();
        return tenant == null ? sql : sql.requireScoped();
    }

    private ScopeSettings scope(Settings settings, long limitMillis) {
        return ScopeSettings.of(tenant, settings.tenantRole(), limitMillis);
    }

    /** The same for a transaction of more than one statement, which the deadline ends as a whole. */
    ScopeSettings transactionScope(Settings settings, Session session, long limitMillis) {
        ScopeSettings scope = scope(settings, limitMillis);
        return deadline != null && session.serverVersion() >= TRANSACTION_TIMEOUT_SINCE
                ? scope.withTransactionTimeout(Math.max(1, Math.min(deadline.millisLeft(), Integer.MAX_VALUE)))
                : scope;
    }

    /** How long the next statement may take. */
    long limitMillis(Settings settings) {
        if (deadline == null) {
            return settings.statementTimeoutMillis();
        }
        long left = deadline.millisLeft();
        if (left <= 0) {
            throw new DeadlineException(
                    "The deadline passed " + -left + " ms ago; the statement was not sent.", null, null);
        }
        return Math.min(left, settings.statementTimeoutMillis());
    }

    /** Whether the session's own settings are all that a statement needs. */
    private boolean isPlain() {
        return tenant == null && deadline == null;
    }
}
