package com.barkbase.db;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Random variables, and what somebody who has read the README's tables expects of them. */
final class RandomSettings {
    private static final String URL_WITH_SECRET = "postgres://user:" + Fuzz.SECRET + "@db/barkbase";
    private static final List<String> BLANKS = List.of("", " ", "\t\n", "\u2003");
    private static final List<String> HOSTS =
            List.of("localhost", "db.example", "my_db-1", "10.0.0.1", "::1", "fd00:ec2::23", "[::1]", "db:5432", "a,b");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "249",
            "250",
            "999",
            "1000",
            "5432",
            "65535",
            "65536",
            "999999999",
            "1000000000",
            "-1",
            "+1",
            "1.5",
            "1e3",
            "0x10",
            "007",
            "12345678901234567890",
            "\u0661\u0662\u0663",
            "1s",
            "1 000");
    private static final List<String> ROLES =
            List.of("barkbase_app", "_x", "a$b-c", "none", "NONE", "1a", "a b", "\"a\"", "a;drop", "a".repeat(63));
    private static final List<String> SECRETS = List.of(
            "barkbase/dev/postgres/app",
            "arn:aws:secretsmanager:eu-west-1:1:secret:x-AbCdEf",
            "arn:aws:secretsmanager:No Region:1:secret:x-AbCdEf",
            "arn:aws:secretsmanager::1:secret:x",
            "arn:aws:rds:x:1:secret:x",
            ":::::::",
            "x");

    final Map<String, String> variables = new HashMap<>();
    /** The beginnings of what must be said, one of each fault. */
    final Set<String> faults = new TreeSet<>();
    /** By the variable: what must come of it. */
    final Map<String, String> values = new TreeMap<>();

    private final FuzzText text;

    RandomSettings(FuzzText text) {
        this.text = text;
        boolean lambda = text.chance(3) && put("AWS_LAMBDA_FUNCTION_NAME", List.of("pets", "x")) != null;
        boolean secretMode = secretName();
        String host = host("DB_HOST");
        host("DB_PROXY_ENDPOINT");
        if (lambda && !secretMode && host == null) {
            faults.add("neither DB_SECRET_NAME nor DB_HOST is set");
        }
        judge("DB_PORT", NUMBERS, RandomSettings::isPort);
        judge("AWS_LAMBDA_MAX_CONCURRENCY", NUMBERS, number -> isNumber(number, 1));
        judge("DB_POOL_MAX", NUMBERS, number -> isNumber(number, 1));
        judge("DB_IDLE_TIMEOUT", NUMBERS, number -> isNumber(number, 1_000));
        judge("DB_CONNECTION_TIMEOUT", NUMBERS, number -> isNumber(number, 250));
        judge("DB_STATEMENT_TIMEOUT", NUMBERS, number -> isNumber(number, 1));
        judge("DB_TENANT_ROLE", ROLES, RandomSettings::isRole);
        judge(
                "BARKBASE_ENV",
                List.of("dev", "staging", "prod", "DEV", "production"),
                List.of("dev", "staging", "prod")::contains);
        tls(lambda, secretMode);
        whatAnythingMayStandIn();
    }

    private boolean secretName() {
        if (text.chance(2)) {
            return false;
        }
        String name = text.chance(6) ? text.any(BLANKS) : varied(SECRETS);
        variables.put("DB_SECRET_NAME", name);
        if (name.isBlank()) {
            faults.add("DB_SECRET_NAME is blank");
        } else if (name.strip().length() > 1_000 || name.strip().chars().anyMatch(FuzzTally::endsLine)) {
            faults.add("DB_SECRET_NAME is no name");
        }
        return true;
    }

    /** Null where it counts as not set. */
    private @Nullable String host(String name) {
        String host = text.chance(12) ? URL_WITH_SECRET : text.chance(2) ? varied(HOSTS) : text.any(BLANKS);
        if (text.chance(4)) {
            return null;
        }
        variables.put(name, host);
        if (host.isBlank()) {
            return null;
        }
        if (isHost(host.strip())) {
            values.put(name, host.strip());
        } else {
            faults.add(name + " is no host");
        }
        return host;
    }

    private void tls(boolean lambda, boolean secretMode) {
        String mode = put("DB_SSL_MODE", List.of("verify-full", "disable", "disable", "require", "VERIFY-FULL"));
        if (mode == null) {
            if (lambda && !secretMode) {
                faults.add("DB_SSL_MODE is not set");
            }
            values.put("DB_SSL_MODE", Boolean.toString(secretMode));
        } else if (mode.equals("verify-full") || (mode.equals("disable") && !secretMode)) {
            values.put("DB_SSL_MODE", Boolean.toString(mode.equals("verify-full")));
        } else {
            faults.add("DB_SSL_MODE is '");
        }
    }

    private void whatAnythingMayStandIn() {
        for (String name : List.of("DB_NAME", "DB_USER", "DB_SSL_ROOT_CERT")) {
            put(name, List.of("barkbase", "/no/such/file"));
        }
        for (String name : List.of("DB_PASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")) {
            if (text.chance(2)) {
                variables.put(name, text.stranger() + Fuzz.SECRET);
            }
        }
        put("AWS_REGION", List.of("us-east-2", "cn-north-1", "nowhere", "us east"));
        put("AWS_USE_FIPS_ENDPOINT", List.of("true", "false", "TRUE", "yes"));
        put("AWS_USE_DUALSTACK_ENDPOINT", List.of("true", "false", "1"));
        String secretUrl = "https://user:" + Fuzz.SECRET + "@endpoint.example/?q#f";
        List<String> urls = List.of(
                "https://endpoint.example", "http://localhost:4566/x", "http://far.example", "ftp://x", secretUrl);
        if (text.chance(3)) {
            put("AWS_ENDPOINT_URL", urls);
            put("AWS_ENDPOINT_URL_SECRETS_MANAGER", urls);
        }
        if (text.chance(4)) {
            variables.put("DB_" + text.of("ABCDEFGHOSTPASSWORD_0é", text.any(List.of(0, 1, 5, 12))), Fuzz.SECRET);
        }
    }

    /** A variable that is set, or not, or to something like the choices; its value where it is set to any. */
    private @Nullable String put(String name, List<String> choices) {
        int kind = text.any(List.of(0, 0, 0, 1, 2, 2, 2, 2));
        if (kind == 0) {
            return null;
        }
        String value = kind == 1 ? text.any(BLANKS) : varied(choices);
        variables.put(name, value);
        return value.isBlank() ? null : value.strip();
    }

    private void judge(String name, List<String> choices, Predicate<String> allowed) {
        String value = put(name, choices);
        if (value != null && allowed.test(value)) {
            values.put(name, value);
        } else if (value != null) {
            faults.add(name + " is '");
        }
    }

    private String varied(List<String> choices) {
        String choice = text.any(choices);
        String many = text.chance(500) ? choice.repeat(1_000) : choice;
        String varied = text.chance(8) ? text.changed(many) : many;
        return text.chance(5) ? text.any(BLANKS) + varied + text.any(BLANKS) : varied;
    }

    private static boolean isNumber(String digits, long least) {
        return !digits.isEmpty()
                && digits.length() <= 9
                && consistsOf("0123456789", digits)
                && Long.parseLong(digits) >= least;
    }

    private static boolean isRole(String role) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
        return role.length() <= 63
                && !role.equals("none")
                && consistsOf(letters, role.substring(0, 1))
                && consistsOf(letters + "0123456789$-", role);
    }

    static boolean isPort(String port) {
        return port.length() <= 5 && isNumber(port, 1) && Integer.parseInt(port) <= 65_535;
    }

    static boolean isHost(String host) {
        String word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
        boolean name = consistsOf(word, host);
        boolean address =
                host.chars().filter(c -> c == ':').count() > 1 && consistsOf("0123456789abcdefABCDEF:.", host);
        return !host.isEmpty() && host.length() <= 255 && (name || address);
    }

    private static boolean consistsOf(String letters, String text) {
        return text.chars().allMatch(c -> letters.indexOf(c) >= 0);
    }
}
