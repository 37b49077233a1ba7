package com.barkbase.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What the driver's connection made, a statement or its metadata: it names the connection that its user has. */
final class LentPart implements InvocationHandler {
    private final Object part;
    private final Connection connection;
    private final Check check;

    /** Looks at a text before the driver sends it, and hears of what failed. */
    interface Check {
        void requireAllowed(String sql) throws SQLException;

        void failed(SQLException failure);
    }

    private LentPart(Object part, Connection connection, Check check) {
        this.part = part;
        this.connection = connection;
        this.check = check;
    }

    static Object of(Class<?> type, Object part, Connection connection, Check check) {
        return Proxy.newProxyInstance(
                LentPart.class.getClassLoader(), new Class<?>[] {type}, new LentPart(part, connection, check));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a statement equals itself alone
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (runsItsText(method) && arguments != null && arguments[0] instanceof String text) {
            check.requireAllowed(text);
        }
        return switch (method.getName()) {
            case "getConnection" -> connection;
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> forward(method, arguments);
        };
    }

    private @Nullable Object forward(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return JdbcConnection.forward(part, method, arguments);
        } catch (SQLException e) {
            check.failed(e);
            throw e;
        }
    }

    private static boolean runsItsText(Method method) {
        return method.getDeclaringClass() == Statement.class
                && (method.getName().startsWith("execute") || method.getName().equals("addBatch"));
    }
}
