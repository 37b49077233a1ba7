package com.barkbase.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** HikariCP over the driver. Its data source takes no timeout from a caller: the pool's own applies. */
final class HikariContender implements Contender {
    private final HikariDataSource pool;

    private HikariContender(HikariConfig config) {
        pool = new HikariDataSource(config);
    }

    /** As the design would have it: nothing connects before the first statement. */
    static HikariContender lazy(Target target) {
        HikariConfig config = config(target);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariContender(config);
    }

    /** Its constructor connects, in the caller's thread, and keeps that connection for the first statement. */
    static HikariContender eager(Target target) {
        HikariConfig config = config(target);
        config.setMinimumIdle(1);
        return new HikariContender(config);
    }

    private static HikariConfig config(Target target) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(target.url());
        config.setUsername(Target.USER);
        config.setPassword(Target.PASSWORD);
        Properties driver = Target.driverProperties();
        // The driver takes no note of the limit that HikariCP leaves at DriverManager: without its own, it waits for
        // ever.
        driver.setProperty("loginTimeout", Long.toString(TimeUnit.MILLISECONDS.toSeconds(Target.CONNECTION_TIMEOUT)));
        config.setDataSourceProperties(driver);
        config.setMaximumPoolSize(Target.POOL_MAX);
        config.setConnectionTimeout(Target.CONNECTION_TIMEOUT);
        config.setIdleTimeout(Target.IDLE_TIMEOUT);
        return config;
    }

    @Override
    public String ask(String sql) throws Exception {
        try (Connection connection = pool.getConnection()) {
            return Contender.ask(connection, sql);
        }
    }

    @Override
    public String askWithin(long millis, String sql) throws Exception {
        return ask(sql);
    }

    /** The pool without its data source: there, and public, is a timeout for one call. */
    static final class Inner implements Contender {
        private final HikariPool pool;

        Inner(Target target) {
            HikariConfig config = config(target);
            config.setMinimumIdle(0);
            config.setInitializationFailTimeout(-1);
            config.validate();
            pool = new HikariPool(config);
        }

        @Override
        public String ask(String sql) throws Exception {
            return askWithin(Target.CONNECTION_TIMEOUT, sql);
        }

        @Override
        public String askWithin(long millis, String sql) throws Exception {
            try (Connection connection = pool.getConnection(millis)) {
                return Contender.ask(connection, sql);
            }
        }
    }
}
