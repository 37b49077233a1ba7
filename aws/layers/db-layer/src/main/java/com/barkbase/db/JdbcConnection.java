package com.barkbase.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * The driver's connection while a library has it: {@code close} gives the session back instead of ending it, once, and
 * nothing reaches the session afterwards.
 */
class JdbcConnection implements InvocationHandler, LentPart.Check {
    private static final int STATEMENTS_BEFORE_PRUNING = 32;

    private final SessionPool pool;
    private final Session session;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Statement> statements = new ArrayList<>();
    private int pruneAt = STATEMENTS_BEFORE_PRUNING;

    JdbcConnection(SessionPool pool, Session session) {
        this.pool = pool;
        this.session = session;
    }

    final Connection lend() throws SQLException {
        try {
            session.answerAtLeisure();
            return (Connection) Proxy.newProxyInstance(
                    JdbcConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
        } catch (SQLException e) {
            pool.giveBack(session);
            throw e;
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a connection equals itself alone
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                close();
                yield null;
            }
            case "isClosed" -> closed.get() || session.isClosed();
            case "isValid" -> !closed.get() && Boolean.TRUE.equals(forward(method, arguments));
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "JdbcConnection[" + session.login() + (closed.get() ? ", closed]" : "]");
            default -> {
                requireOpen();
                yield lent((Connection) proxy, call(method, arguments));
            }
        };
    }

    /** Whether something may outlast the transactions: undoing it costs a round trip. */
    boolean mayHaveChangedTheSession() {
        return true;
    }

    private void requireOpen() throws SQLException {
        if (closed.get()) {
            throw new SQLException("This connection was closed, and given back to the pool.", "08003");
        }
    }

    /** What a call on the open connection does. */
    @Nullable
    Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("rollback") && arguments == null && session.isClosed()) {
            return null; // done by the server; an error here would hide the one that ended the session
        }
        if (method.getName().equals("commit")) {
            requireCommittable();
        }
        return forward(method, arguments);
    }

    /** PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK, which the driver passes on as success. */
    private void requireCommittable() throws SQLException {
        if (session.hasFailedTransaction()) {
            session.connection().rollback();
            throw new SQLException(
                    "The transaction cannot be committed: a statement of it failed (25P02), and the error was caught."
                            + " Nothing took effect.",
                    "25P02");
        }
    }

    /** What knows its connection must not know the driver's own, which no scope and no close would bind. */
    private @Nullable Object lent(Connection connection, @Nullable Object result) {
        if (result instanceof CallableStatement) {
            return LentPart.of(CallableStatement.class, result, connection, this);
        }
        if (result instanceof PreparedStatement) {
            return LentPart.of(PreparedStatement.class, result, connection, this);
        }
        if (result instanceof Statement) {
            return LentPart.of(Statement.class, result, connection, this);
        }
        return result instanceof DatabaseMetaData
                ? LentPart.of(DatabaseMetaData.class, result, connection, this)
                : result;
    }

    /** Of a text that a plain statement is given after it was made. */
    @Override
    public void requireAllowed(String sql) throws SQLException {}

    @Override
    public final void failed(SQLException failure) {
        session.failed(failure);
    }

    final @Nullable Object forward(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Object result = forward(session.connection(), method, arguments);
        if (result instanceof Statement statement) {
            remember(statement);
        }
        return result;
    }

    static @Nullable Object forward(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** So that all are closed with the connection; a connection that is kept for long forgets those closed before. */
    private void remember(Statement statement) throws SQLException {
        if (statements.size() >= pruneAt) {
            List<Statement> open = new ArrayList<>();
            for (Statement known : statements) {
                if (!known.isClosed()) {
                    open.add(known);
                }
            }
            statements.clear();
            statements.addAll(open);
            pruneAt = Math.max(STATEMENTS_BEFORE_PRUNING, 2 * open.size());
        }
        statements.add(statement);
    }

    final void closeStatements() throws SQLException {
        for (Statement statement : statements) {
            statement.close();
        }
        statements.clear();
    }

    private void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            closeStatements();
            reset(session.connection());
        } catch (SQLException | RuntimeException | Error e) {
            session.close(); // what could not be cleaned is nobody's next session
            throw e;
        } finally {
            pool.giveBack(session);
        }
    }

    /** Back to how the session was lent; the rollback comes first, since switching auto-commit on would commit. */
    private void reset(PgConnection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        session.rollBack();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
        connection.clearWarnings();
        if (mayHaveChangedTheSession() && pool.settings().proxyEndpoint() == null) {
            session.reset();
        }
    }
}
