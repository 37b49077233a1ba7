package com.barkbase.chaos;

import com.barkbase.chaos.commits.Commits;
import com.barkbase.chaos.deadlines.Deadlines;
import com.barkbase.chaos.failover.Failover;
import com.barkbase.chaos.freeze.Freeze;
import com.barkbase.chaos.fuzz.Fuzzing;
import com.barkbase.chaos.hostile.Hostile;
import com.barkbase.chaos.peers.Peers;
import com.barkbase.chaos.proxies.Proxies;
import com.barkbase.chaos.rotation.Rotations;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.chaos.snapshot.Snapshot;
import com.barkbase.chaos.soak.Soak;
import com.barkbase.chaos.storm.Storm;
import com.barkbase.chaos.tenants.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that the command can tell, in the order of the report. */
final class Scenarios {
    static final List<Scenario> ALL = List.of(
            new Tenants(),
            new Rotations(),
            new Freeze(),
            new Commits(),
            new Storm(),
            new Failover(),
            new Deadlines(),
            new Proxies(),
            new Hostile(),
            new Peers(),
            new Fuzzing(),
            new Snapshot(),
            new Soak());

    private Scenarios() {}

    static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    static String names() {
        return ALL.stream().map(Scenario::name).collect(Collectors.joining(", "));
    }

    static String[] lines() {
        return ALL.stream()
                .map(scenario -> "  %-10s%s".formatted(scenario.name(), scenario.question()))
                .toArray(String[]::new);
    }
}
