package com.barkbase;

import java.util.List;
import java.util.UUID;

/** How PostgreSQL would run a statement of a service. */
public final class Plan {

    private Plan() {}

    /** As the service role with {@code tenant} in scope; few rows tempt the planner to read and sort them all. */
    public static String of(UUID tenant, String sql, List<?> parameters) {
        return Kennels.owner().inTransaction(tx -> {
            tx.query("SELECT set_config('role', 'barkbase_app', true), set_config('app.tenant_id', $1, true)", tenant);
            tx.query("SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)");
            return String.join("\n", tx.query("EXPLAIN " + sql, row -> row.string("QUERY PLAN"), parameters.toArray()));
        });
    }
}
