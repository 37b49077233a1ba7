package com.barkbase.bench.compare;

import com.barkbase.chaos.rig.Network;
import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** How often a request of the db-layer waits for the server: a count, so it is taken once and without TLS. */
final class RoundTrips {
    static final String TABLE = "round trips of a request";
    /** Beyond the driver's five executions, after which it prepares a statement on the server. */
    private static final int EXECUTIONS = 12;

    private static final long IDLE_MILLIS = 1_000;

    private final Stage stage;
    private final AtomicInteger syncs = new AtomicInteger();

    RoundTrips(Stage stage) {
        this.stage = stage;
    }

    void measure(Results results) throws IOException, InterruptedException {
        try (Network network = new Network(stage.port())) {
            network.atConnect(line -> line.toServer().gate((type, body) -> {
                syncs.addAndGet(type == 'S' || type == 'Q' ? 1 : 0);
                return true;
            }));
            try (Pool pool = Pool.open(stage.plainVariables(network.port()))) {
                results.add(TABLE, Competitor.BARKBASE.title, of(pool, "pets"));
                results.add(TABLE, Competitor.TENANT.title, of(pool.asTenant(new UUID(0, 1)), "kennel_pets"));
            }
        }
    }

    private Map<String, Double> of(Scope scope, String table) throws InterruptedException {
        String sql = "SELECT name FROM " + table + " WHERE id = $1";
        Map<String, Double> counts = new HashMap<>();
        for (int i = 1; i <= EXECUTIONS; i++) {
            counts.merge(i <= 5 ? "early" : "later", trips(scope, sql), Math::max);
        }
        Thread.sleep(IDLE_MILLIS);
        counts.put("afterIdle", trips(scope, sql));
        return counts;
    }

    private double trips(Scope scope, String sql) {
        int before = syncs.get();
        scope.query(sql, 1);
        return syncs.get() - before;
    }
}
