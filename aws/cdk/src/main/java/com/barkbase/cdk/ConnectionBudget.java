package com.barkbase.cdk;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who may hold how many connections at the worst moment, beside what PostgreSQL takes. Whatever the account lets run
 * without a reservation is counted whole: a function that joins the database's security group has none at first. A
 * proxy changes nothing, since a tenant's statement pins its session: one connection each (not verified on AWS).
 *
 * @param reserved of all functions together
 */
record ConnectionBudget(Deployment deployment, List<Line> lines, int reserved) {
    /** Lambda lets no account reserve its last hundred; so of a new account's 10 none can be reserved. */
    private static final int NEVER_RESERVED = 100;

    /** Flyway holds its history's lock with one and migrates with another. */
    private static final int MIGRATION = 2;

    /** One secret, one function, one connection. */
    private static final int ROTATIONS = 2;

    private static final int HEALTHCHECK = 1;

    /** {@code superuser_reserved_connections} 3 and {@code rds.rds_superuser_reserved_connections} 2. */
    private static final int SUPERUSERS = 5;

    /**
     * @param what who holds them
     * @param count how many at once
     * @param each connections of one
     */
    record Line(String what, int count, int each) {
        int connections() {
            return count * each;
        }
    }

    static ConnectionBudget of(Deployment deployment) {
        Environment environment = deployment.environment();
        Map<String, Integer> reservations = new TreeMap<>(environment.reservedConcurrency());
        int reserved =
                reservations.values().stream().mapToInt(Integer::intValue).sum();
        int pool = environment.poolMax();
        List<Line> lines = new ArrayList<>();
        reservations.forEach((function, count) -> lines.add(new Line(function + ", reserved", count, pool)));
        lines.add(new Line("unreserved concurrency", deployment.accountConcurrency() - reserved, pool));
        lines.add(new Line("rotation", ROTATIONS, 1));
        lines.add(new Line("migration", 1, MIGRATION));
        lines.add(new Line("healthcheck", HEALTHCHECK, 1));
        lines.add(new Line("kept for superusers", SUPERUSERS, 1));
        return new ConnectionBudget(deployment, List.copyOf(lines), reserved);
    }

    int needed() {
        return lines.stream().mapToInt(Line::connections).sum();
    }

    int maxConnections() {
        return deployment.environment().maxConnections();
    }

    /** @throws SynthesisException where it does not fit, with the sum and the ways out */
    void check() {
        if (reserved > Math.max(0, deployment.accountConcurrency() - NEVER_RESERVED)) {
            throw new SynthesisException(overReserved());
        }
        if (needed() > maxConnections()) {
            throw new SynthesisException(overConnected());
        }
    }

    private String overReserved() {
        return name() + " reserves " + reserved + " concurrent executions of an account's "
                + deployment.accountConcurrency() + ", and Lambda keeps " + NEVER_RESERVED
                + " for functions without a reservation: lower reservedConcurrency in Environment, or have the"
                + " account's limit raised.";
    }

    private String overConnected() {
        return "The connections of " + name() + " do not fit: " + sum() + " = " + needed()
                + ", and max_connections is " + maxConnections() + ". There are three ways out: a larger"
                + " instanceClass with more maxConnections in Environment; a smaller poolMax there (it is " + pool()
                + "); or an account where Lambda runs at most " + affordableConcurrency()
                + " at once (accountConcurrency). A proxy is none: a tenant's statement pins its session.";
    }

    private String name() {
        return deployment.environment().id();
    }

    private int pool() {
        return deployment.environment().poolMax();
    }

    private String sum() {
        return lines.stream()
                .map(line -> line.count() + " (" + line.what() + ") x " + line.each())
                .collect(joining(" + "));
    }

    private int affordableConcurrency() {
        int functions = deployment.accountConcurrency() * pool();
        return (maxConnections() - (needed() - functions)) / pool();
    }
}
