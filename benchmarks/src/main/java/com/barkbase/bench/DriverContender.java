package com.barkbase.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** The driver and one connection, which is opened when it is first needed: the floor for every pool over it. */
final class DriverContender implements Contender {
    private final Driver driver = new Driver();
    private final Target target;
    private @Nullable Connection connection;

    DriverContender(Target target) {
        this.target = target;
    }

    @Override
    public String ask(String sql) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connect(properties());
            connection = open;
        }
        return Contender.ask(open, sql);
    }

    /** The driver logs in on a thread of its own where it is given a limit; the thread is left behind at its end. */
    @Override
    public String askWithin(long millis, String sql) throws SQLException {
        Properties properties = properties();
        properties.setProperty("loginTimeout", Double.toString(millis / 1_000.0));
        try (Connection own = connect(properties)) {
            return Contender.ask(own, sql);
        }
    }

    private static Properties properties() {
        Properties properties = Target.driverProperties();
        properties.setProperty("user", Target.USER);
        properties.setProperty("password", Target.PASSWORD);
        return properties;
    }

    private Connection connect(Properties properties) throws SQLException {
        Connection opened = driver.connect(target.url(), properties);
        if (opened == null) {
            throw new SQLException("the driver does not know " + target.url());
        }
        return opened;
    }
}
