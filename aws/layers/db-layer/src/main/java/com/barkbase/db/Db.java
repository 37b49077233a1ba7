package com.barkbase.db;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The door of the db-layer: one pool for the function's environment, made from its environment variables.
 *
 * <p>On Lambda, warm outside the handler, log a failure and go on; the first statement then tries again:
 *
 * <pre>{@code
 * static {
 *     try {
 *         Db.warmUp();
 *     } catch (DbException e) {
 *         System.err.println(e.getMessage());
 *     }
 * }
 * }</pre>
 *
 * <p>Thread-safe: at no time is there more than one open pool.
 */
public final class Db {
    /** No monitor, which would pin a virtual thread while connections are closed. */
    private static final ReentrantLock CHANGE = new ReentrantLock();

    private static @Nullable Pool pool;

    private Db() {}

    /**
     * {@return the pool, made at the first call} Never blocks and connects to nothing: the first statement does, and
     * tells what is wrong with a variable.
     */
    public static Pool getPool() {
        CHANGE.lock();
        try {
            Pool known = pool;
            if (known == null) {
                known = Pool.of(Db::environment);
                pool = known;
            }
            return known;
        } finally {
            CHANGE.unlock();
        }
    }

    static Map<String, String> environment() {
        return System.getenv();
    }

    /**
     * Connects now, so that the first request need not. Does nothing where there is a connection already.
     *
     * @throws DbException what went wrong; nothing stays broken, the next statement tries again
     */
    public static void warmUp() {
        getPool().warmUp();
    }

    /**
     * Closes the pool: idle connections now, those in use when their statement is done. Does nothing where there is no
     * pool. A later {@link #getPool()} opens a new one.
     */
    public static void closePool() {
        CHANGE.lock();
        try {
            Pool known = pool;
            pool = null;
            if (known != null) {
                known.close();
            }
        } finally {
            CHANGE.unlock();
        }
    }
}
