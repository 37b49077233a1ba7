package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A diagnosis in which the steps' order holds and no credential comes up. */
final class Findings {
    static final List<String> STEPS = List.of(
            "variables",
            "credentials",
            "secret",
            "DNS",
            "TCP",
            "TLS",
            "login",
            "role",
            "tenant role",
            "clock",
            "connections",
            "settings",
            "latency");

    private final List<Finding> all;

    private Findings(List<Finding> all) {
        this.all = all;
    }

    static Findings of(Map<String, String> variables) {
        return of(variables, Clock.systemUTC());
    }

    static Findings of(Map<String, String> variables, Clock clock) {
        List<Finding> all = new Diagnosis(variables, Instant.now().plusSeconds(15), clock).findings();
        assertThat(all).extracting(Finding::step).containsExactlyElementsOf(STEPS);
        assertThat(all.toString())
                .doesNotContain(KennelDatabase.SERVICE_PASSWORD, TestPostgres.OWNER_PASSWORD, "secret-access-key")
                .doesNotContain("hunter2");
        return new Findings(all);
    }

    Finding at(String step) {
        return all.get(STEPS.indexOf(step));
    }

    /** The sentence of a step that is wrong, after which no other is reached. */
    String wrongAt(String step) {
        assertThat(at(step).state()).as(all.toString()).isEqualTo(Finding.State.WRONG);
        assertThat(all.subList(0, STEPS.indexOf(step)))
                .extracting(Finding::state)
                .doesNotContain(Finding.State.WRONG);
        assertThat(all.subList(STEPS.indexOf(step) + 1, all.size())).allSatisfy(later -> {
            assertThat(later.state()).isEqualTo(Finding.State.SKIPPED);
            assertThat(later.message()).isEqualTo("not reached");
        });
        return at(step).message();
    }

    /** The sentence of a step that only warns, so that the walk goes on to a row. */
    String warningAt(String step) {
        assertThat(at(step).state()).as(all.toString()).isEqualTo(Finding.State.WARNING);
        assertThat(at("latency").state()).as(all.toString()).isIn(Finding.State.OK, Finding.State.WARNING);
        return at(step).message();
    }

    List<Finding> all() {
        return all;
    }
}
