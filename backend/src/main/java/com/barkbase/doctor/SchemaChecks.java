package com.barkbase.doctor;

import com.barkbase.db.Pool;
import com.barkbase.db.Row;
import com.barkbase.doctor.Step.State;
import com.barkbase.isolation.Isolation;
import com.barkbase.migrate.Schema;
import java.util.List;
import java.util.Optional;

/** Whether the database holds our schema, of this code's version, and keeps the tenants apart. */
record SchemaChecks(Pool pool) {

    Step version() {
        Optional<Row> history = pool.query("""
                SELECT session_user, has_table_privilege(c.oid, 'SELECT') AS readable
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relname = 'flyway_schema_history'
                """).first();
        if (history.isEmpty()) {
            return step("schema", State.WRONG, "There is no schema of BarkBase in this database: " + remedy());
        }
        if (!history.get().bool("readable")) {
            return step(
                    "schema",
                    State.SKIPPED,
                    history.get().string("session_user") + " may not read which migrations have run; their owner may");
        }
        return compare(Schema.versions(pool));
    }

    private static Step compare(Schema.Versions versions) {
        return versions.agree()
                ? step("schema", State.OK, "version " + versions.present())
                : step(
                        "schema",
                        State.WRONG,
                        "The schema has version %s and this code needs %s: %s"
                                .formatted(versions.present(), versions.needed(), remedy()));
    }

    private static String remedy() {
        return "run the migrations (./barkbase dev does; on AWS, invoke the function migrate), or deploy the code that"
                + " fits.";
    }

    Step isolation() {
        List<String> findings = Isolation.findings(pool);
        return findings.isEmpty()
                ? step("isolation", State.OK, "tenants are kept apart")
                : step("isolation", State.WRONG, String.join(" ", findings));
    }

    private static Step step(String name, State state, String message) {
        return new Step(name, state, message);
    }
}
