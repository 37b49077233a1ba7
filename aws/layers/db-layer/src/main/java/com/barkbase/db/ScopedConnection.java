package com.barkbase.db;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose every statement runs in a view's scope. A scope lasts as long as a transaction: so there is no
 * statement without one, and no statement outlives the transaction that it was made in.
 */
final class ScopedConnection extends JdbcConnection {
    private final Settings settings;
    private final Session session;
    private final View view;
    /** As the caller sees it; the driver's own is off as long as this is. */
    private boolean autoCommit = true;
    /** Whether the transaction has begun and has its scope. */
    private boolean scoped;
    /** Whether the caller had more of the session than a tenant's statements. */
    private boolean touched;

    ScopedConnection(SessionPool pool, Session session, View view) {
        super(pool, session);
        this.settings = pool.settings();
        this.session = session;
        this.view = view;
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Object first = arguments == null ? null : arguments[0];
        return switch (method.getName()) {
            case "getAutoCommit" -> autoCommit;
            case "setAutoCommit" -> {
                setAutoCommit(Boolean.TRUE.equals(first));
                yield null;
            }
            case "commit" -> end(method, arguments);
            case "unwrap" ->
                throw new SQLException(
                        "The driver's own connection knows no scope: take one from the pool itself.", "0A000");
            case "isWrapperFor" -> false;
            case "rollback" -> arguments == null ? end(method, null) : super.call(method, arguments);
            case "createStatement" -> {
                enterScope();
                yield forward(method, arguments);
            }
            case "prepareStatement", "prepareCall" -> {
                requireAllowed(String.valueOf(first));
                enterScope();
                yield forward(method, arguments);
            }
            case "setReadOnly" -> forward(method, arguments); // goes into the next BEGIN
            case "setSavepoint" -> {
                enterScope();
                yield forward(method, arguments);
            }
            default -> {
                touched |= method.getName().startsWith("set");
                yield forward(method, arguments);
            }
        };
    }

    @Override
    boolean mayHaveChangedTheSession() {
        return touched || view.tenant() == null;
    }

    private void setAutoCommit(boolean wanted) throws SQLException {
        if (wanted && scoped) {
            throw new SQLException("The transaction is still open: commit or roll back before auto-commit.", "25001");
        }
        session.connection().setAutoCommit(wanted);
        autoCommit = wanted;
    }

    /** A statement that was kept would begin the next transaction without the scope. */
    private @Nullable Object end(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return super.call(method, arguments);
        } finally {
            closeStatements();
            scoped = false;
        }
    }

    private void enterScope() throws SQLException {
        if (autoCommit) {
            throw new SQLException(
                    "A tenant's scope, or a deadline, lasts for one transaction, and this connection is in none: call"
                            + " setAutoCommit(false) first and commit() last. (jOOQ: transaction; Jdbi: inTransaction;"
                            + " Spring: a transaction manager.)",
                    "25P01");
        }
        if (!scoped) {
            sendScope();
            scoped = true;
        }
    }

    /** The driver sends its BEGIN with it, in the same round trip. */
    private void sendScope() throws SQLException {
        Connection connection = session.connection();
        try {
            long limit = view.limitMillis(settings);
            ScopeSettings scope = view.transactionScope(settings, session, limit);
            session.ask(limit);
            try (PreparedStatement statement = connection.prepareStatement(scope.sql())) {
                scope.bindTo(statement);
                statement.execute();
            }
            answerUntilDeadline();
        } catch (DbException e) {
            throw new SQLException(e.getMessage(), e.sqlState(), e);
        }
    }

    private void answerUntilDeadline() throws SQLException {
        Deadline deadline = view.deadline();
        if (deadline == null) {
            session.answerAtLeisure();
        } else {
            session.answerWithin(deadline.millisLeft());
        }
    }

    @Override
    public void requireAllowed(String sql) throws SQLException {
        try {
            view.checked(sql);
        } catch (IllegalArgumentException e) {
            throw new SQLException(e.getMessage(), "42601", e);
        }
    }
}
