package com.barkbase.db;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pools of this JVM. None lets a socket, a login or credentials into a snapshot: all restored processes would share
 * them. Afterwards a pool is as new. Thread-safe.
 */
final class OpenPools {
    /** Weak, so that a pool that nobody closed can still be collected. Guarded by itself. */
    private static final Set<Pool> POOLS = Collections.newSetFromMap(new WeakHashMap<>());

    /** Registered before the first pool: hooks run in the reverse order, so that later ones may still use one. */
    @SuppressWarnings("unused") // but for being there: the runtime holds its hooks weakly
    private static final @Nullable Object HOOK = CheckpointHook.register(
            Db.environment(), System.getProperty(CheckpointHook.PACKAGE_PROPERTY), OpenPools::letGo);

    private OpenPools() {}

    static Pool add(Pool pool) {
        synchronized (POOLS) {
            POOLS.add(pool);
        }
        return pool;
    }

    /** Before the checkpoint, and again after the restore for what a later hook may have opened in between. */
    private static void letGo(long waitMillis) {
        List<Pool> pools;
        synchronized (POOLS) {
            pools = List.copyOf(POOLS);
        }
        try {
            if (waitMillis > 0) {
                pools.forEach(pool -> pool.rehearse(waitMillis));
            }
        } finally { // whatever a rehearsal meets
            pools.forEach(pool -> pool.letGo(waitMillis));
        }
    }
}
