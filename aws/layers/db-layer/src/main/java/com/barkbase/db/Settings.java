package com.barkbase.db;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables as values, read and checked once.
 *
 * @param environment {@code dev}, {@code staging} or {@code prod}
 * @param secretName the secret's name or ARN; null in direct mode
 * @param direct the login of direct mode; in secret mode what the secret may lack
 * @param proxyEndpoint host of a transaction-pooling proxy in front of the server, or null
 * @param tlsRoots PEM file with the trusted roots; empty for those of Amazon RDS
 * @param variables all variables, for those that belong to the platform
 */
record Settings(
        String environment,
        @Nullable String secretName,
        Fallback direct,
        @Nullable String proxyEndpoint,
        int poolMax,
        long idleTimeoutMillis,
        long connectionTimeoutMillis,
        long statementTimeoutMillis,
        boolean tls,
        String tlsRoots,
        String tenantRole,
        Map<String, String> variables) {

    /** The login's parts as the {@code DB_*} variables give them; null where not set. */
    record Fallback(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String database,
            @Nullable String user,
            @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Fallback[" + user + "@" + host + ":" + port + "/" + database + "]";
        }
    }

    /** Neither the password nor the platform's credentials. */
    @Override
    public String toString() {
        return "Settings[" + applicationName() + ", " + (secretName != null ? "secret " + secretName : login()) + "]";
    }

    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_DATABASE = "barkbase";

    /**
     * @throws ConfigurationException that names every variable that is wrong
     */
    static Settings from(Map<String, String> variables) {
        return new SettingsReader(variables).read();
    }

    /** The login of direct mode. */
    Login login() {
        return new Login(
                proxyOr(orElse(direct.host, "localhost")),
                orElse(direct.port, DEFAULT_PORT),
                orElse(direct.database, DEFAULT_DATABASE),
                orElse(direct.user, "postgres"),
                orElse(direct.password, ""));
    }

    /** The login that a secret's fields make; what it lacks comes from {@code DB_*}, and {@code DB_NAME} wins. */
    Login login(String name, Map<String, String> fields) {
        String inSecret = fields.getOrDefault("dbname", fields.getOrDefault("database", ""));
        String host = required(name, fields, "host", direct.host, "DB_HOST");
        if (!SettingsReader.isHost(host)) {
            throw new SecretException(
                    "The secret " + name + " holds a \"host\" that is no host's name or address: one alone, without a"
                            + " port, a user or a scheme.",
                    false,
                    null);
        }
        return new Login(
                proxyOr(host),
                port(name, fields),
                orElse(direct.database, inSecret.isBlank() ? DEFAULT_DATABASE : inSecret),
                required(name, fields, "username", direct.user, "DB_USER"),
                required(name, fields, "password", direct.password, "DB_PASSWORD"));
    }

    String applicationName() {
        return "barkbase-" + environment;
    }

    private int port(String name, Map<String, String> fields) {
        String port = fields.get("port");
        if (port == null) {
            return orElse(direct.port, DEFAULT_PORT);
        }
        try {
            return SettingsReader.port(port);
        } catch (IllegalArgumentException e) {
            throw new SecretException(
                    "The secret " + name + " holds a \"port\" that is no whole number from 1 to 65535.", false, null);
        }
    }

    private String proxyOr(String host) {
        return orElse(proxyEndpoint, host);
    }

    private static String required(
            String name, Map<String, String> fields, String field, @Nullable String fallback, String variable) {
        String value = fields.getOrDefault(field, fallback);
        if (value == null || value.isBlank()) {
            throw new SecretException(
                    "The secret " + name + " has no \"" + field + "\" (it holds: "
                            + ServerMessage.onOneLine(String.join(", ", fields.keySet())) + ") and " + variable
                            + " is not set: set either.",
                    false,
                    null);
        }
        return value;
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value != null ? value : otherwise;
    }
}
