package com.barkbase.bench;

import java.util.Properties;

/** Where a contender connects to, and the limits that all of them are given, in milliseconds. */
public record Target(int port, String database) {
    public static final String HOST = "127.0.0.1";
    public static final String DATABASE = "kennel";
    static final String NO_DATABASE = "nowhere";
    public static final String USER = "barkbase_admin";
    public static final String PASSWORD = "the-owner's-password";

    static final long CONNECTION_TIMEOUT = 5_000;
    /** HikariCP's lowest; below it, its own default of ten minutes applies. */
    static final long IDLE_TIMEOUT = 10_000;

    static final int POOL_MAX = 10;

    public String url() {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** What the db-layer tells the driver, except its own sockets: the pool shall be the only difference. */
    public static Properties driverProperties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "barkbase-dev");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("stringtype", "unspecified");
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty(
                "options",
                "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000");
        return properties;
    }
}
