package com.barkbase.chaos.deadlines;

import com.barkbase.db.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What is killed or frozen: locks a row until its deadline, says so, and thinks or reads on. */
final class Handler {
    static final Duration LIMIT = Duration.ofSeconds(3);

    private static final String THINK = "think";
    /** After a moment to be frozen in, far more than the sockets' buffers take. */
    private static final String READ = """
            WITH moment AS MATERIALIZED (SELECT pg_sleep(0.8))
            SELECT repeat('x', 1000000) FROM moment, generate_series(1, 1000)
            """;

    private Handler() {}

    /** The first says what to do, the others are the pool's variables. */
    public static void main(String... arguments) {
        Map<String, String> variables = new HashMap<>();
        for (String argument : arguments) {
            if (argument.contains("=")) {
                variables.put(
                        argument.substring(0, argument.indexOf('=')), argument.substring(argument.indexOf('=') + 1));
            }
        }
        try (Pool pool = Pool.open(variables)) {
            pool.warmUp();
            Instant deadline = Instant.now().plus(LIMIT);
            pool.before(deadline).inTransaction(tx -> {
                tx.update("UPDATE room SET guests = guests + 1");
                System.out.println(deadline.toEpochMilli());
                if (arguments[0].equals(THINK)) {
                    Thread.sleep(Duration.ofMinutes(10));
                }
                return tx.query(READ);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
