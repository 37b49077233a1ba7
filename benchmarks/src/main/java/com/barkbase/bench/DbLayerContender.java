package com.barkbase.bench;

import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import java.time.Instant;
import java.util.Map;

/** The db-layer by its public door, in direct mode: its own SQL reading and rows are in the figures. */
final class DbLayerContender implements Contender {
    private final Pool pool;

    DbLayerContender(Target target) {
        pool = Pool.open(Map.of(
                "DB_HOST", Target.HOST,
                "DB_PORT", Integer.toString(target.port()),
                "DB_NAME", target.database(),
                "DB_USER", Target.USER,
                "DB_PASSWORD", Target.PASSWORD,
                "DB_POOL_MAX", Integer.toString(Target.POOL_MAX),
                "DB_IDLE_TIMEOUT", Long.toString(Target.IDLE_TIMEOUT),
                "DB_CONNECTION_TIMEOUT", Long.toString(Target.CONNECTION_TIMEOUT)));
    }

    @Override
    public String ask(String sql) {
        return ask(pool, sql);
    }

    @Override
    public String askWithin(long millis, String sql) {
        return ask(pool.before(Instant.now().plusMillis(millis)), sql);
    }

    private static String ask(Statements statements, String sql) {
        return statements.query(sql, row -> row.string("n")).getFirst();
    }
}
