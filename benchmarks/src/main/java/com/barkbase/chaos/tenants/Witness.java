package com.barkbase.chaos.tenants;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Looks at every row that anybody is shown and says which of them should not have been. Thread-safe. */
final class Witness {
    private static final int EXAMPLES = 10;

    private final LongAdder rows = new LongAdder();
    private final AtomicLong leaks = new AtomicLong();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();

    /** A tenant must have been shown all of its rows, no other one, and nothing that was rolled back. */
    void own(UUID tenant, List<Sighting> seen) {
        own(tenant, seen, Sighting.KEPT);
    }

    /** The same inside of a transaction that has just written {@code state}. */
    void own(UUID tenant, List<Sighting> seen, String state) {
        counted(seen.size(), KennelServer.PETS_OF_A_KENNEL, tenant);
        seen.forEach(row -> own(tenant, row, state));
    }

    void own(UUID tenant, Sighting row, String state) {
        rows.increment();
        String id = tenant.toString();
        if (!row.equals(new Sighting(KennelServer.SERVICE, id, id, id, state))) {
            leak("kennel " + id + " was shown " + row);
        }
    }

    /** The system's scope must see as the login itself, and no tenant in scope. */
    void system(String login, List<Sighting> seen) {
        counted(seen.size(), KennelServer.ALL_PETS, login);
        for (Sighting row : seen) {
            rows.increment();
            boolean unscoped = row.scope() == null || row.scope().isEmpty();
            if (!unscoped
                    || !row.role().equals(login)
                    || !row.writer().equals(row.tenant())
                    || !row.state().equals(Sighting.KEPT)) {
                leak("the system's scope of " + login + " was shown " + row);
            }
        }
    }

    /** How many rows a statement saw or changed. */
    void counted(long rows, long expected, Object whose) {
        if (rows != expected) {
            leak("a statement of " + whose + " met " + rows + " rows, not " + expected);
        }
    }

    void leak(String what) {
        if (leaks.incrementAndGet() <= EXAMPLES) {
            examples.add(what);
        }
    }

    long leaks() {
        return leaks.get();
    }

    long rows() {
        return rows.sum();
    }

    /** The first few leaks, in words. */
    List<String> examples() {
        return List.copyOf(examples);
    }
}
