package com.barkbase.db;

import java.util.ArrayList;
import java.util.List;

/** Steps that each need the one before: the first that is wrong ends the walk, the rest is not reached. */
final class Walk {
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean ended;

    /** Returns what is there, as {@link Finding#message()} says it, or throws what is wrong. */
    @FunctionalInterface
    interface Check {
        String look();
    }

    void step(String name, Check check) {
        if (ended) {
            skip(name, "not reached");
            return;
        }
        warnings.clear();
        try {
            String seen = check.look();
            boolean fine = warnings.isEmpty();
            add(name, fine ? Finding.State.OK : Finding.State.WARNING, fine ? seen : String.join(" ", warnings));
        } catch (DbException e) {
            ended = true;
            add(name, Finding.State.WRONG, String.valueOf(e.getMessage()));
        }
    }

    /** A step that does not apply; once the walk has ended no step does. */
    void skip(String name, String reason) {
        add(name, Finding.State.SKIPPED, ended ? "not reached" : reason);
    }

    /** What the step under way shall say instead of that all is well. */
    void warn(String sentence) {
        warnings.add(sentence);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void add(String step, Finding.State state, String message) {
        findings.add(new Finding(step, state, message));
    }
}
