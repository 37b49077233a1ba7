package com.barkbase.health;

import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import com.barkbase.db.StatementException;
import java.time.Instant;
import java.util.function.Consumer;

/** One question to the database. Apart from the handler, which must load where the layer is missing. */
final class DatabaseCheck {

    /** Milliseconds that are left for the answer itself. */
    private static final int ANSWER_MILLIS = 250;

    private DatabaseCheck() {}

    static DatabaseHealth of(Pool pool, int remainingMillis, Consumer<String> log) {
        try {
            Instant time = pool.before(Instant.now().plusMillis(remainingMillis - ANSWER_MILLIS))
                    .query("SELECT now() AS \"serverTime\"")
                    .first()
                    .orElseThrow()
                    .instant("serverTime");
            return new DatabaseHealth(true, true, time);
        } catch (DbException failure) {
            log.accept("[HEALTH] %s%n".formatted(failure.getMessage()));
            return new DatabaseHealth(false, failure instanceof StatementException, null);
        }
    }
}
