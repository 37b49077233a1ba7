package com.barkbase.db;

import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks the way of a first statement, from the variables to a row, and says of each step what is there, until one is
 * wrong. It goes by itself: neither the pool of {@link Db} nor any other takes notice. Reads only. Thread-safe.
 */
public final class Diagnosis {
    /** For one step, where {@code DB_CONNECTION_TIMEOUT} does not set less. */
    private static final long STEP_MILLIS = 5_000;

    private final Map<String, String> variables;
    private final Clock clock;
    private final Deadline end;
    private final Walk walk = new Walk();
    private @Nullable Settings settings;
    private @Nullable Logins logins;

    Diagnosis(Map<String, String> variables, Instant end, Clock clock) {
        this.variables = Map.copyOf(variables);
        this.clock = clock;
        this.end = Deadline.at(end);
    }

    /**
     * Takes to {@code end} at the most, and a step no longer than {@code DB_CONNECTION_TIMEOUT} or 5 s. What goes wrong
     * is a finding and not thrown.
     *
     * @param variables the settings, by the names of the environment variables
     * @param end when it gives up
     * @return one finding for each step, in the order of the way, at most one of them {@link Finding.State#WRONG}
     */
    public static List<Finding> of(Map<String, String> variables, Instant end) {
        return new Diagnosis(variables, end, Clock.systemUTC()).findings();
    }

    List<Finding> findings() {
        walk.step("variables", this::readVariables);
        if (settings == null || settings.secretName() != null) {
            walk.step("credentials", this::findCredentials);
            walk.step("secret", this::readSecret);
        } else {
            walk.skip("credentials", "direct mode needs none");
            walk.skip("secret", "direct mode reads none");
        }
        walk.step("DNS", () -> server().resolve());
        walk.step("TCP", () -> server().connect());
        walk.step("TLS", () -> server().shakeHands());
        try (Pool pool = Pool.open(variables)) {
            walk.step("login", () -> session(pool).logIn());
            walk.step("role", () -> session(pool).role());
            walk.step("tenant role", () -> session(pool).tenantRole());
            walk.step("clock", () -> session(pool).clock(clock));
            walk.step("connections", () -> session(pool).connections());
            walk.step("settings", () -> ServerSettings.check(session(pool), walk));
            walk.step("latency", () -> session(pool).latency());
        }
        return walk.findings();
    }

    private String readVariables() {
        DriverVersion.requireSupported();
        Settings read = Settings.from(variables);
        VariableNames.idle(variables).forEach(walk::warn);
        String secretName = read.secretName();
        logins = secretName == null
                ? new DirectLogins(read.login())
                : new SecretLogins(read, secretName, SecretSource.of(variables), new ListenerGuard());
        settings = read;
        if (secretName == null) {
            return "direct mode: " + read.login();
        }
        if (!variables.containsKey("AWS_LAMBDA_FUNCTION_NAME")) {
            walk.warn("DB_SECRET_NAME is set, which means AWS Secrets Manager: unset it to use a PostgreSQL of your"
                    + " own by DB_HOST.");
        }
        return "secret mode: " + secretName;
    }

    private String findCredentials() {
        if (!(SecretSource.of(variables) instanceof SecretsManager)) {
            return "the function brings its own source of secrets";
        }
        String name = String.valueOf(settings().secretName());
        long millis = stepMillis();
        SecretsEndpoint endpoint = SecretsEndpoint.of(name, variables);
        CredentialsSource source = new CredentialsSource(variables);
        try {
            source.get(new BoundedHttp(millis));
            return "found; they sign a request to " + endpoint.host();
        } catch (SocketTimeoutException e) {
            SecretFailures failures = new SecretFailures(name, SecretSource.CURRENT, endpoint, millis, source.remedy());
            throw new SecretException(failures.credentialsSilent(), true, e);
        }
    }

    private String readSecret() {
        long start = System.nanoTime();
        Login login = login();
        return "names " + login + "; read in " + (System.nanoTime() - start) / 1_000_000 + " ms";
    }

    private ServerChecks server() {
        return new ServerChecks(settings(), login(), stepEnd(), walk);
    }

    private SessionChecks session(Pool pool) {
        return new SessionChecks(pool, settings(), Instant.now().plusMillis(stepMillis()), walk);
    }

    private Login login() {
        return Objects.requireNonNull(logins).current(stepEnd());
    }

    private Settings settings() {
        return Objects.requireNonNull(settings);
    }

    private Deadline stepEnd() {
        return Deadline.in(stepMillis());
    }

    private long stepMillis() {
        return Math.max(
                1, Math.min(end.millisLeft(), Math.min(STEP_MILLIS, settings().connectionTimeoutMillis())));
    }
}
