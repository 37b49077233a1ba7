package com.barkbase.chaos.proxies;

import com.barkbase.db.Pool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Each asks for a word that only it knows, in one way or another, and looks whether that is what it gets. */
final class Callers implements AutoCloseable {
    static final int NUMBER = 24;

    private static final int POOLS = 6;
    private static final String OWN = "SELECT $1 || '' AS own";

    private final List<Pool> pools;
    private final AtomicLong left;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong ofTenants = new AtomicLong();
    private final AtomicLong transactions = new AtomicLong();
    private volatile String failure = "";

    Callers(Map<String, String> variables, long statements) {
        pools = IntStream.range(0, POOLS)
                .mapToObj(number -> Pool.open(variables))
                .toList();
        left = new AtomicLong(statements);
    }

    /** Returns when all is asked, or {@code isOver}. */
    void ask(java.util.function.IntFunction<RandomGenerator> chances, BooleanSupplier isOver)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(NUMBER)) {
            for (int i = 0; i < NUMBER; i++) {
                int caller = i;
                threads.execute(() -> loop(pools.get(caller % POOLS), caller, chances.apply(caller), isOver));
            }
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.HOURS);
        }
    }

    private void loop(Pool pool, int caller, RandomGenerator chance, BooleanSupplier isOver) {
        while (left.getAndDecrement() > 0 && !isOver.getAsBoolean()) {
            String word = "word of " + caller + ": " + left.get();
            asked.incrementAndGet();
            try {
                if (!answers(pool, caller, word, chance.nextInt(10)).equals(word)) {
                    wrong.incrementAndGet();
                }
            } catch (RuntimeException | SQLException e) {
                failed.incrementAndGet();
                failure = String.valueOf(e.getMessage());
            }
        }
    }

    private String answers(Pool pool, int caller, String word, int way) throws SQLException {
        return switch (way) {
            case 0, 1, 2, 3 -> pool.query(OWN, row -> row.string("own"), word).getFirst();
            case 4, 5, 6 -> ofTenant(pool, new UUID(caller, 1), word);
            case 7, 8 -> inTransaction(pool, word);
            default -> overJdbc(pool, word);
        };
    }

    private String ofTenant(Pool pool, UUID tenant, String word) {
        ofTenants.incrementAndGet();
        String both = pool.asTenant(tenant)
                .query("SELECT current_setting('app.tenant_id') || $1 AS own", row -> row.string("own"), word)
                .getFirst();
        return both.startsWith(tenant.toString())
                ? both.substring(tenant.toString().length())
                : both;
    }

    private String inTransaction(Pool pool, String word) {
        transactions.incrementAndGet();
        return pool.inTransaction(tx -> {
            tx.query("SELECT 1");
            return tx.query(OWN, row -> row.string("own"), word).getFirst();
        });
    }

    private static String overJdbc(Pool pool, String word) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT ? || ''")) {
            statement.setString(1, word);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    long asked() {
        return asked.get();
    }

    long wrong() {
        return wrong.get();
    }

    long failed() {
        return failed.get();
    }

    long ofTenants() {
        return ofTenants.get();
    }

    long transactions() {
        return transactions.get();
    }

    String failure() {
        return failure.isEmpty() ? "" : ": " + failure;
    }

    @Override
    public void close() {
        pools.forEach(Pool::close);
    }
}
