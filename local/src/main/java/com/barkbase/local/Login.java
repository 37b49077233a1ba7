package com.barkbase.local;

import java.util.HashMap;
import java.util.Map;

/** A way into a database, as the db-layer's variables. */
record Login(Map<String, String> variables) {

    private static final Map<String, String> DEFAULTS =
            Map.of("DB_HOST", "localhost", "DB_PORT", "5432", "DB_NAME", "barkbase", "DB_USER", "postgres");

    static Login of(String host, int port, String database, String user, String password) {
        return new Login(Map.of(
                "DB_HOST", host,
                "DB_PORT", Integer.toString(port),
                "DB_NAME", database,
                "DB_USER", user,
                "DB_PASSWORD", password));
    }

    /** The same database as somebody else. */
    Login as(String user, String password) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put("DB_USER", user);
        changed.put("DB_PASSWORD", password);
        return new Login(Map.copyOf(changed));
    }

    String host() {
        return value("DB_HOST");
    }

    String port() {
        return value("DB_PORT");
    }

    String database() {
        return value("DB_NAME");
    }

    String user() {
        return value("DB_USER");
    }

    /** {@code host:port}. */
    String server() {
        return host() + ":" + port();
    }

    private String value(String name) {
        return variables.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s@%s/%s".formatted(user(), server(), database());
    }
}
