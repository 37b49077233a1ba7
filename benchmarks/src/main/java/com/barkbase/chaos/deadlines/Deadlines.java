package com.barkbase.chaos.deadlines;

import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.DbException;
import com.barkbase.db.DeadlineException;
import com.barkbase.db.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Functions are killed or frozen while they hold a lock, statements cut short, a pool closed under its callers. */
public final class Deadlines implements Scenario {
    private static final int CALLERS = 8;
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE room AS SELECT 0 AS guests",
            "CREATE TABLE entry (name text NOT NULL)",
            "GRANT SELECT, INSERT, UPDATE ON room, entry TO barkbase_app",
            // As the first migration has it.
            "ALTER ROLE barkbase_app IN DATABASE barkbase SET tcp_user_timeout = '30s'");

    @Override
    public String name() {
        return "deadlines";
    }

    @Override
    public String question() {
        return "Functions are killed or frozen inside a transaction: for how long do they hold their locks?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        List<Claim> claims = new ArrayList<>();
        try (Postgres postgres = Postgres.start(Map.of("log_min_messages", "fatal"))) {
            try (Pool operator = postgres.operator()) {
                SCHEMA.forEach(operator::update);
            }
            Path log = Path.of(System.getProperty("barkbase.home", ".."), "benchmarks/target/chaos-handler.log");
            for (Zombie zombie : run.sized(List.of(Zombie.values()), List.of(Zombie.FROZEN))) {
                if (!run.isOver()) {
                    run.say("a handler is " + zombie.title());
                    claims.add(zombie.claim(postgres, log, run));
                }
            }
            if (!run.isOver()) {
                claims.add(cancelled(postgres, run.sized(200, 20)));
                claims.addAll(closed(postgres, run.sized(40, 5)));
            }
        }
        return claims;
    }

    private static Claim cancelled(Postgres postgres, int statements) {
        Map<String, String> variables = new HashMap<>(postgres.variables(Postgres.SERVICE));
        variables.put("DB_POOL_MAX", "1");
        long usable = 0;
        try (Pool pool = Pool.open(variables)) {
            long backend = backend(pool);
            for (int i = 0; i < statements; i++) {
                try {
                    pool.before(Instant.now().plusMillis(30)).query("SELECT pg_sleep(60)");
                } catch (DeadlineException cancelled) {
                    usable += backend(pool) == backend ? 1 : 0;
                }
            }
        }
        return Claim.exactly("cancelled statements after which their connection serves on", statements, usable);
    }

    private static long backend(Pool pool) {
        return pool.query("SELECT pg_backend_pid() AS pid", row -> row.bigint("pid"))
                .getFirst();
    }

    /** Again and again, since what matters is the moment. */
    private static List<Claim> closed(Postgres postgres, int times) throws InterruptedException {
        Set<String> done = ConcurrentHashMap.newKeySet();
        for (int time = 0; time < times; time++) {
            Pool pool = Pool.open(postgres.variables(Postgres.SERVICE));
            try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
                for (int caller = 0; caller < CALLERS; caller++) {
                    String prefix = "entry " + time + "-" + caller + "-";
                    threads.execute(() -> write(pool, prefix, done));
                }
                Thread.sleep(Duration.ofMillis(100));
                pool.close();
                threads.shutdown();
                threads.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
        try (Pool operator = postgres.operator()) {
            Map<String, Long> there = new HashMap<>();
            operator.query("SELECT name, count(*) AS n FROM entry GROUP BY name")
                    .forEach(row -> there.put(row.string("name"), row.bigint("n")));
            return List.of(
                    Claim.exactly(
                            "acknowledged writes that are lost where the pool was closed under them, of "
                                    + Claim.number(done.size()),
                            0,
                            done.stream()
                                    .filter(name -> !there.containsKey(name))
                                    .count()),
                    Claim.exactly(
                            "writes that are there and were not acknowledged where the pool was closed under them",
                            0,
                            there.keySet().stream()
                                    .filter(name -> !done.contains(name))
                                    .count()));
        }
    }

    private static void write(Pool pool, String prefix, Set<String> done) {
        for (int number = 0; ; number++) {
            String name = prefix + number;
            try {
                pool.inTransaction(tx -> tx.update("INSERT INTO entry VALUES ($1)", name));
                done.add(name);
            } catch (DbException closed) {
                return;
            }
        }
    }
}
