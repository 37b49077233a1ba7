package com.barkbase.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link Settings} and gathers every fault before it says anything. */
final class SettingsReader {
    private static final Set<String> ENVIRONMENTS = Set.of("dev", "staging", "prod");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}");

    private static final int LONGEST_HOST = 255;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final Map<String, String> variables;
    private final List<String> faults = new ArrayList<>();

    SettingsReader(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    Settings read() {
        String secretName = secretName();
        Settings.Fallback direct = new Settings.Fallback(
                host("DB_HOST"), port(), text("DB_NAME"), text("DB_USER"), variables.get("DB_PASSWORD"));
        String proxy = host("DB_PROXY_ENDPOINT");
        requireServer(secretName, direct);
        Settings settings = new Settings(
                environment(),
                secretName,
                direct,
                proxy,
                poolMax(),
                number("DB_IDLE_TIMEOUT", 30_000, 1_000),
                number("DB_CONNECTION_TIMEOUT", 5_000, 250),
                number("DB_STATEMENT_TIMEOUT", 30_000, 1),
                tls(secretName, proxy != null ? proxy : direct.host()),
                variables.getOrDefault("DB_SSL_ROOT_CERT", "").strip(),
                role(),
                variables);
        if (!faults.isEmpty()) {
            throw new ConfigurationException("The db-layer's variables are wrong: " + String.join("; ", faults) + ".");
        }
        return settings;
    }

    private @Nullable String secretName() {
        String set = variables.get("DB_SECRET_NAME");
        if (set == null) {
            return null;
        }
        String name = set.strip();
        if (name.isEmpty()) {
            faults.add("DB_SECRET_NAME is blank: set it to the secret's name or ARN, or unset it for direct mode");
        } else if (!ServerMessage.onOneLine(name).equals(name)) {
            faults.add("DB_SECRET_NAME is no name or ARN of a secret: at most 1000 characters, and none that ends a"
                    + " line");
        }
        return name;
    }

    private void requireServer(@Nullable String secretName, Settings.Fallback direct) {
        if (onLambda() && secretName == null && direct.host() == null) {
            faults.add("neither DB_SECRET_NAME nor DB_HOST is set, and on Lambda there is no PostgreSQL on localhost:"
                    + " set DB_SECRET_NAME to the secret's name, such as barkbase/dev/postgres/app");
        }
    }

    private boolean tls(@Nullable String secretName, @Nullable String host) {
        String mode = text("DB_SSL_MODE");
        if (mode == null) {
            if (secretName == null) {
                checkUnsaidPlaintext(host);
            }
            return secretName != null;
        }
        if (mode.equals("disable") && secretName != null) {
            faults.add("DB_SSL_MODE is 'disable', which secret mode refuses: unset it, or use verify-full");
        } else if (!mode.equals("disable") && !mode.equals("verify-full")) {
            addFault("DB_SSL_MODE", mode, "verify-full or disable");
        }
        return mode.equals("verify-full");
    }

    /** Direct mode without TLS is for one's own machine; elsewhere it is told, and on Lambda it has to be said. */
    private void checkUnsaidPlaintext(@Nullable String host) {
        if (onLambda()) {
            faults.add("DB_SSL_MODE is not set, and on Lambda direct mode has to say it: verify-full, or disable for"
                    + " a server without TLS");
        } else if (host != null && isHost(host) && !isLoopback(host)) {
            Log.warn(unencrypted(host));
        }
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    static String unencrypted(String host) {
        return "the connection to " + host + " is not encrypted: set DB_SSL_MODE=verify-full";
    }

    private @Nullable String host(String name) {
        String host = text(name);
        if (host != null && !isHost(host)) {
            faults.add(name + " is no host's name or address: one alone, without a port, a user or a scheme");
        }
        return host;
    }

    /** It stands in the driver's URL, where other settings could follow. One that is none may hold a password. */
    static boolean isHost(String text) {
        return text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
    }

    private @Nullable Integer port() {
        String port = text("DB_PORT");
        try {
            return port == null ? null : port(port);
        } catch (IllegalArgumentException e) {
            addFault("DB_PORT", port, String.valueOf(e.getMessage()));
            return null;
        }
    }

    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("a whole number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private int poolMax() {
        long byPlatform = number("AWS_LAMBDA_MAX_CONCURRENCY", 10, 1);
        return (int) number("DB_POOL_MAX", byPlatform, 1);
    }

    private long number(String name, long otherwise, long lowest) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < lowest) {
            addFault(name, text, "a whole number, at least " + lowest);
            return otherwise;
        }
        return Long.parseLong(text);
    }

    private String environment() {
        String environment = text("BARKBASE_ENV");
        if (environment == null) {
            return "dev";
        }
        if (!ENVIRONMENTS.contains(environment)) {
            addFault("BARKBASE_ENV", environment, "dev, staging or prod");
        }
        return environment;
    }

    private String role() {
        String role = text("DB_TENANT_ROLE");
        if (role == null) {
            return "barkbase_app";
        }
        if (!ROLE.matcher(role).matches() || role.equals("none")) { // which PostgreSQL takes for the login itself
            addFault("DB_TENANT_ROLE", role, "a role's name, letters, digits, _, $ and -, at most 63");
        }
        return role;
    }

    private void addFault(String name, @Nullable String value, String allowed) {
        faults.add(name + " is '" + ServerMessage.onOneLine(String.valueOf(value)) + "': " + allowed);
    }

    /** A variable that is set but blank counts as not set, except the secret's name. */
    private @Nullable String text(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private boolean onLambda() {
        return text("AWS_LAMBDA_FUNCTION_NAME") != null;
    }
}
