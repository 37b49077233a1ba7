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

    static ScopeSettings of(@Nullable String tenant, String role, long statementTimeoutMillis) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (tenant != null) {
            add(names, values, "role", role);
            add(names, values, "app.tenant_id", tenant);
        }
        add(names, values, "statement_timeout", Long.toString(statementTimeoutMillis));
        return new ScopeSettings("SELECT " + String.join(", ", names), List.copyOf(values));
    }

    /** The same with an end for the whole transaction, the caller's pauses included; PostgreSQL 17 or newer. */
    ScopeSettings withTransactionTimeout(long millis) {
        List<String> names = new ArrayList<>(List.of(sql));
        List<String> more = new ArrayList<>(values);
        add(names, more, "transaction_timeout", Long.toString(millis));
        return new ScopeSettings(String.join(", ", names), List.copyOf(more));
    }

    /** Binds the values to the statement's first placeholders, and returns how many there are. */
    int bindTo(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        return values.size();
    }

    private static void add(List<String> names, List<String> values, String name, String value) {
        names.add("pg_catalog.set_config('" + name + "', ?, true)");
        values.add(value);
    }
}
