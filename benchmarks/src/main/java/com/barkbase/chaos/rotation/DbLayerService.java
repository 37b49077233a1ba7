package com.barkbase.chaos.rotation;

import com.barkbase.db.Pool;
import java.util.HashMap;
import java.util.Map;

/** Over the db-layer. */
final class DbLayerService implements Service {
    private final Pool pool;

    DbLayerService(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DB_POOL_MAX", Integer.toString(CONNECTIONS));
        variables.put("DB_IDLE_TIMEOUT", "1000");
        this.pool = Pool.open(variables);
    }

    @Override
    public void ask(String sql) {
        pool.query(sql);
    }

    @Override
    public void close() {
        pool.close();
    }
}
