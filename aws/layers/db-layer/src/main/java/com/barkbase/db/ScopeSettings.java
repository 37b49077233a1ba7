package com.barkbase.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction sets for itself before its first statement: the role, the tenant, the time limits. All of it ends
 * with the transaction.
 *
 * @param sql a SELECT of {@code set_config} calls
 * @param values the values of its placeholders
 */
record ScopeSettings(String sql, List<String> values) {

    private static final String TIME_LIMIT = "SELECT " + set("statement_timeout");
    private static final String TENANT =
            "SELECT " + set("role") + ", " + set("app.tenant_id") + ", " + set("statement_timeout");

    static ScopeSettings of(@Nullable String tenant, String role, long statementTimeoutMillis) {
        String limit = Long.toString(statementTimeoutMillis);
        return tenant == null
                ? new ScopeSettings(TIME_LIMIT, List.of(limit))
                : new ScopeSettings(TENANT, List.of(role, tenant, limit));
    }

    /** The same with an end for the whole transaction, the caller's pauses included; PostgreSQL 17 or newer. */
    ScopeSettings withTransactionTimeout(long millis) {
        List<String> more = new ArrayList<>(values);
        more.add(Long.toString(millis));
        return new ScopeSettings(sql + ", " + set("transaction_timeout"), List.copyOf(more));
    }

    /** Binds the values to the statement's first placeholders, and returns how many there are. */
    int bindTo(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        return values.size();
    }

    private static String set(String name) {
        return "pg_catalog.set_config('" + name + "', ?, true)";
    }
}
