package com.barkbase.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
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
final class JdbcConnection implements InvocationHandler {
    private final SessionPool pool;
    private final Session session;
    private final List<Statement> statements = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private JdbcConnection(SessionPool pool, Session session) {
        this.pool = pool;
        this.session = session;
    }

    static Connection borrow(SessionPool pool) throws SQLException {
        Session session = pool.borrow(null);
        try {
            session.answerAtLeisure();
            return (Connection) Proxy.newProxyInstance(
                    JdbcConnection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    new JdbcConnection(pool, session));
        } catch (SQLException e) {
            pool.giveBack(session);
            throw e;
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a connection equals itself alone
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
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
            default -> forward(method, arguments);
        };
    }

    private @Nullable Object forward(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (closed.get()) {
            throw new SQLException("This connection was closed, and given back to the pool.", "08003");
        }
        try {
            Object result = method.invoke(session.connection(), arguments);
            if (result instanceof Statement statement) {
                statements.add(statement);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            for (Statement statement : statements) {
                statement.close();
            }
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
        if (pool.settings().proxyEndpoint() == null) {
            session.reset();
        }
    }
}
