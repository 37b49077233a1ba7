package com.barkbase.db;

import java.util.Map;
import java.util.UUID;

/** The specification's code samples, line by line in Java; {@link SpecificationSamplesIT} runs them. */
final class SpecificationSamples {
    private SpecificationSamples() {}

    /**
     * <pre>
     * const { warmUp } = require('/opt/nodejs/db');
     *
     * // In Lambda init (outside handler)
     * warmUp().catch(console.error);
     *
     * exports.handler = async (event) =&gt; {
     *   const pool = getPool();
     *   // Pool already warm
     * };
     * </pre>
     */
    static final class Handler {
        static {
            try {
                Db.warmUp();
            } catch (DbException e) {
                System.err.println(e);
            }
        }

        long handle(Map<String, String> event) {
            Pool pool = Db.getPool();
            return pets(pool, UUID.fromString(event.getOrDefault("tenantId", "")));
        }
    }

    /**
     * <pre>
     * const { getPool } = require('../../lib/db');
     * const pool = getPool();
     * const result = await pool.query('SELECT * FROM "Pet" WHERE "tenantId" = $1', [tenantId]);
     * </pre>
     */
    static long pets(Pool pool, UUID tenantId) {
        Result result = pool.query("SELECT * FROM \"Pet\" WHERE \"tenantId\" = $1", tenantId);
        return result.rowCount();
    }

    /** {@code const { getPool, … } = require('/opt/nodejs/db')} is {@code import com.barkbase.db.Db}. */
    public static void main(String[] arguments) {
        Handler handler = new Handler();
        System.out.println("pets: " + handler.handle(Map.of("tenantId", arguments[0])));
        System.out.println("one pool: " + Db.getPool().equals(Db.getPool()));
        Pool first = Db.getPool();
        Db.closePool();
        System.out.println("closed: " + first);
        System.out.println("pets again: " + pets(Db.getPool(), UUID.fromString(arguments[0])));
        Db.closePool();
    }
}
