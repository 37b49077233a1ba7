package com.barkbase.chaos.tenants;

import com.barkbase.db.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row as a statement saw it, and as whom the statement ran.
 *
 * @param role the server's {@code current_user}
 * @param scope the server's {@code app.tenant_id}; null or blank where no tenant is in scope
 * @param tenant whose row it is
 * @param writer who wrote it last
 * @param state what its writer meant to leave
 */
record Sighting(String role, @Nullable String scope, String tenant, String writer, String state) {
    /** Written by transactions that mean to end well. */
    static final String KEPT = "kept";
    /** Written by transactions that will be rolled back: nobody else may ever see it. */
    static final String ABANDONED = "abandoned";

    private static final String COLUMNS = "current_user::text AS role, current_setting('app.tenant_id', true) AS scope,"
            + " \"tenantId\"::text AS tenant, \"writer\"::text, \"state\"";
    /** Without a WHERE, as a forgetful programmer leaves them. */
    static final String READ = "SELECT " + COLUMNS + " FROM \"Pet\"";

    static final String WRITE = write("$1", "$2");
    static final String JDBC_WRITE = write("?::uuid", "?");

    private static String write(String writer, String state) {
        return "UPDATE \"Pet\" SET \"writer\" = " + writer + ", \"state\" = " + state + " RETURNING " + COLUMNS;
    }

    static String readFor(double seconds) {
        return READ + ", pg_sleep(" + seconds + ")";
    }

    static Sighting from(Row row) {
        return new Sighting(
                row.string("role"),
                row.orNull("scope", String.class),
                row.string("tenant"),
                row.string("writer"),
                row.string("state"));
    }

    static Sighting from(ResultSet row) throws SQLException {
        return new Sighting(
                row.getString("role"),
                row.getString("scope"),
                row.getString("tenant"),
                row.getString("writer"),
                row.getString("state"));
    }
}
