package com.barkbase.http;

import com.barkbase.db.Db;
import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.util.function.Supplier;

/** Connects before the first request comes, and has it counted. */
final class WarmPool {

    private WarmPool() {}

    /** A failure is told and left to the first statement: an initialiser that throws makes a crash loop of a hiccup. */
    static Supplier<Pool> open() {
        Db.getPool().listen(PoolCounts.SHARED);
        try {
            Db.warmUp();
        } catch (DbException failure) {
            System.err.println(
                    "[DB-LAYER] Not connected yet, the first statement will try again: " + failure.getMessage());
        }
        return Db::getPool;
    }
}
