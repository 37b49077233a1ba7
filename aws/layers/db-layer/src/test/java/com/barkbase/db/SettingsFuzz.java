package com.barkbase.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.db.FuzzTally.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The README is the oracle: a value within its range, or one error that tells each variable that is wrong. */
public final class SettingsFuzz implements Fuzz {
    /** All that a fault of a variable begins with. */
    private static final List<String> BEGINNINGS =
            List.of(" is '", " is no host", " is no name", " is blank", " is not set");

    @Override
    public String part() {
        return "configuration";
    }

    /** What is logged in the meantime is looked at, too. */
    @Override
    public void attack(RandomGenerator random, int inputs, FuzzTally tally) {
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            FuzzText text = new FuzzText(random);
            for (int i = 0; i < inputs; i++) {
                log.reset();
                RandomSettings input = new RandomSettings(text);
                attack(input, tally);
                log.toString(UTF_8).lines().forEach(line -> tally.message(() -> told(input), line));
            }
        } finally {
            System.setErr(console);
        }
    }

    private static void attack(RandomSettings input, FuzzTally tally) {
        Settings settings = null;
        String message = null;
        long start = tally.start();
        try {
            settings = Settings.from(input.variables);
        } catch (ConfigurationException e) {
            message = e.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            tally.found(Fault.UNTYPED_ERROR, told(input), e.toString());
        }
        tally.tried(start);
        if (message != null) {
            tally.message(() -> told(input), message);
            expect(input, wrongFault(input, message), tally);
        } else if (settings != null) {
            tally.message(() -> told(input), settings + " " + settings.login());
            expect(input, input.faults.isEmpty() ? wrongValue(input, values(settings)) : "no error", tally);
            VariableNames.idle(input.variables).forEach(sentence -> tally.message(() -> told(input), sentence));
            attackEndpoint(input, settings.secretName(), tally);
        }
    }

    /** Asked when a secret is read: the variables that belong to AWS. */
    private static void attackEndpoint(RandomSettings input, @Nullable String secretName, FuzzTally tally) {
        try {
            if (secretName != null) {
                SecretsEndpoint endpoint = SecretsEndpoint.of(secretName, input.variables);
                boolean usable = endpoint.uri().getHost() != null
                        && List.of("http", "https").contains(endpoint.uri().getScheme());
                expect(input, usable ? null : "the endpoint " + endpoint, tally);
            }
        } catch (ConfigurationException e) {
            String message = String.valueOf(e.getMessage());
            tally.message(() -> told(input), message);
            expect(input, message.contains("AWS_") || message.contains("DB_SECRET_NAME") ? null : message, tally);
        } catch (RuntimeException | StackOverflowError e) {
            tally.found(Fault.UNTYPED_ERROR, told(input), e.toString());
        }
    }

    private static void expect(RandomSettings input, @Nullable String wrong, FuzzTally tally) {
        if (wrong != null) {
            tally.found(Fault.WRONG_ANSWER, told(input), wrong + ", and not " + input.faults + input.values);
        }
    }

    private static @Nullable String wrongValue(RandomSettings input, Map<String, String> values) {
        Map<String, String> expected = new TreeMap<>(values(Settings.from(Map.of())));
        input.values.forEach((name, value) -> expected.put(name, whole(value)));
        if (!input.values.containsKey("DB_POOL_MAX")) {
            expected.put("DB_POOL_MAX", expected.getOrDefault("AWS_LAMBDA_MAX_CONCURRENCY", "10"));
        }
        expected.remove("AWS_LAMBDA_MAX_CONCURRENCY");
        if (input.values.containsKey("DB_PROXY_ENDPOINT")) {
            expected.put("DB_HOST", input.values.get("DB_PROXY_ENDPOINT"));
        }
        expected.remove("DB_PROXY_ENDPOINT");
        return values.equals(expected) ? null : values + " and not " + expected;
    }

    /** {@code 007} is 7. */
    private static String whole(String value) {
        return value.matches("[0-9]{1,9}") ? Long.toString(Long.parseLong(value)) : value;
    }

    private static Map<String, String> values(Settings settings) {
        Login login = settings.login();
        return new TreeMap<>(Map.of(
                "DB_HOST", whole(login.host()),
                "DB_PORT", Integer.toString(login.port()),
                "DB_POOL_MAX", Integer.toString(settings.poolMax()),
                "DB_IDLE_TIMEOUT", Long.toString(settings.idleTimeoutMillis()),
                "DB_CONNECTION_TIMEOUT", Long.toString(settings.connectionTimeoutMillis()),
                "DB_STATEMENT_TIMEOUT", Long.toString(settings.statementTimeoutMillis()),
                "DB_SSL_MODE", Boolean.toString(settings.tls()),
                "DB_TENANT_ROLE", settings.tenantRole(),
                "BARKBASE_ENV", settings.environment()));
    }

    private static @Nullable String wrongFault(RandomSettings input, String message) {
        for (String fault : input.faults) {
            if (!message.contains(fault)) {
                return "not told: " + fault + ", but " + message;
            }
        }
        for (String name : VariableNames.KNOWN) {
            for (String beginning : BEGINNINGS) {
                String fault = name + beginning;
                boolean expected = input.faults.stream().anyMatch(fault::startsWith);
                if (message.contains(fault) && !expected && !message.contains("nor " + fault)) {
                    return "told without need: " + fault + ", in " + message;
                }
            }
        }
        return input.faults.isEmpty() ? "an error without need: " + message : null;
    }

    private static String told(RandomSettings input) {
        return new TreeMap<>(input.variables).toString();
    }
}
