package com.barkbase.doctor;

import com.barkbase.db.DbException;
import com.barkbase.db.Diagnosis;
import com.barkbase.db.Finding;
import com.barkbase.db.Pool;
import com.barkbase.doctor.Step.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The db-layer's own diagnosis, and after it what only this schema's users know to ask. */
final class DatabaseExamination {

    private static final String SCHEMA_MILLIS = "3000";

    private DatabaseExamination() {}

    static List<Step> of(Map<String, String> variables, Instant end) {
        List<Step> steps = new ArrayList<>();
        for (Finding finding : Diagnosis.of(variables, end)) {
            steps.add(new Step(finding.step(), state(finding), finding.message()));
        }
        try (Pool pool = Pool.open(bounded(variables))) {
            SchemaChecks schema = new SchemaChecks(pool);
            add(steps, "schema", schema::version);
            add(steps, "isolation", schema::isolation);
        }
        return steps;
    }

    private static void add(List<Step> steps, String name, Supplier<Step> check) {
        if (steps.stream().anyMatch(step -> step.is(State.WRONG))) {
            steps.add(new Step(name, State.SKIPPED, "not reached"));
            return;
        }
        try {
            steps.add(check.get());
        } catch (DbException refused) {
            steps.add(new Step(name, State.WRONG, String.valueOf(refused.getMessage())));
        }
    }

    private static State state(Finding finding) {
        return State.valueOf(finding.state().name());
    }

    /** Flyway asks by JDBC, which takes no deadline but this. */
    private static Map<String, String> bounded(Map<String, String> variables) {
        Map<String, String> bounded = new HashMap<>(variables);
        bounded.put("DB_STATEMENT_TIMEOUT", SCHEMA_MILLIS);
        bounded.put("DB_CONNECTION_TIMEOUT", SCHEMA_MILLIS);
        return bounded;
    }
}
