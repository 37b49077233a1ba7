package com.barkbase.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What {@link LifecycleIT} runs in processes of their own. */
final class LifecycleScenarios {
    private static final int THREADS = 200;
    private static final int STEPS = 15;

    private LifecycleScenarios() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "storm" -> storm(Long.parseLong(arguments[1]));
            case "sample" -> sample();
            case "late" -> late();
            case "warm" -> warm();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void storm(long seed) throws InterruptedException {
        System.out.println("seed " + seed);
        Set<Pool> seen = new LinkedHashSet<>();
        List<Throwable> faults = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> steps(random, seen));
            thread.setUncaughtExceptionHandler((t, e) -> {
                synchronized (faults) {
                    faults.add(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Db.closePool();
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.size() + " threads failed", faults.get(0));
        }
        System.out.println("done, pool closed; pools seen: " + seen.size());
    }

    private static void steps(Random random, Set<Pool> seen) {
        for (int i = 0; i < STEPS; i++) {
            try {
                switch (random.nextInt(4)) {
                    case 0 -> Db.warmUp();
                    case 1 -> Db.closePool();
                    case 2 -> Db.getPool().query("select 1");
                    default -> requireOnlyOpenPool(Db.getPool(), seen);
                }
            } catch (PoolClosedException closedByAnotherThread) {
                // The one answer that a call may get whose pool is closed under it.
            }
        }
    }

    /** A pool that is open now had better be the only one: closed pools stay closed. */
    private static void requireOnlyOpenPool(Pool pool, Set<Pool> seen) {
        synchronized (seen) {
            seen.add(pool);
            if (isOpen(pool) && seen.stream().anyMatch(other -> !other.equals(pool) && isOpen(other))) {
                throw new AssertionError("two open pools");
            }
        }
    }

    private static boolean isOpen(Pool pool) {
        return pool.toString().equals("Pool[open]");
    }

    private static void sample() {
        Pool pool = Db.getPool();
        Result result = pool.query("SELECT * FROM \"Pet\" WHERE \"tenantId\" = $1", KennelDatabase.HAPPY_PAWS);
        System.out.println(result.rowCount() + " pets");
        Db.closePool();
    }

    private static void late() throws SQLException {
        try {
            Db.warmUp();
        } catch (DbException e) {
            System.out.println("warmUp failed: " + e.getMessage());
        }
        String port = System.getenv("DB_PORT");
        try (var connection = java.sql.DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres",
                        TestPostgres.OWNER,
                        TestPostgres.OWNER_PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("create database " + System.getenv("DB_NAME"));
        }
        System.out.println(Db.getPool()
                .query("select 'the next statement works' as it")
                .rows()
                .get(0)
                .string("it"));
        Db.closePool();
    }

    private static void warm() {
        try {
            Db.warmUp();
        } catch (DbException e) {
            System.out.println(e.getMessage());
        }
    }

    /** A function's own keeper of secrets. */
    public static final class OwnSecretSource implements SecretSource {
        @Override
        public String read(String secretId, String versionStage, long timeoutMillis) {
            return "{\"host\":\"" + secretId.replace('/', '-')
                    + ".invalid\",\"username\":\"kennel\",\"password\":\"woof\"}";
        }
    }
}
