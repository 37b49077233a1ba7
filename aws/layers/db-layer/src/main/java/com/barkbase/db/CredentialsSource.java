package com.barkbase.db;

import com.barkbase.db.BoundedHttp.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the credentials come from: variables, or the endpoint of the container, which is all that a function with
 * SnapStart has. Thread-safe.
 */
final class CredentialsSource {
    static final String DEVELOPERS_REMEDY =
            "on a developer's machine with eval \"$(aws configure export-credentials --format env)\"";
    private static final String KEYS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    private static final String CONTAINER = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    /** Amazon ECS's and EKS's own addresses, which never leave the machine. */
    private static final Set<String> CONTAINER_HOSTS = Set.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

    private static final Duration RENEWED_BEFORE_EXPIRATION = Duration.ofMinutes(1);

    private final Map<String, String> variables;
    private volatile @Nullable Expiring cached;

    private record Expiring(AwsCredentials credentials, Instant expiration) {}

    CredentialsSource(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * The credentials to sign with now.
     *
     * @throws SecretException where there are none
     * @throws SocketTimeoutException where the container's endpoint took more time than is left
     */
    AwsCredentials get(BoundedHttp http) throws SocketTimeoutException {
        String keyId = set("AWS_ACCESS_KEY_ID");
        String key = set("AWS_SECRET_ACCESS_KEY");
        if (keyId != null && key != null) {
            return sendable(new AwsCredentials(keyId, key, set("AWS_SESSION_TOKEN")));
        }
        String uri = set(CONTAINER);
        if (uri == null) {
            throw definite("No AWS credentials: neither " + KEYS + " nor " + CONTAINER + " is set. "
                    + (onLambda()
                            ? "The execution role's credentials are missing; Lambda sets them: find what unsets them."
                            : "Set them, " + DEVELOPERS_REMEDY + "."));
        }
        Expiring known = cached;
        if (known == null || Instant.now().isAfter(known.expiration().minus(RENEWED_BEFORE_EXPIRATION))) {
            known = ofContainer(allowed(uri), http);
            cached = known;
        }
        return known.credentials();
    }

    /** Forgets what the container gave; false where a second look would only find the same. */
    boolean renew() {
        boolean renewable = cached != null;
        cached = null;
        return renewable;
    }

    /** The variables in use, and what to do about them: {@code … : renew them …}. */
    String remedy() {
        String names = set("AWS_ACCESS_KEY_ID") != null && set("AWS_SECRET_ACCESS_KEY") != null ? KEYS : CONTAINER;
        return names + ": "
                + (onLambda()
                        ? "check that the function's execution role exists and that nothing overrides these variables"
                        : "renew them, " + DEVELOPERS_REMEDY);
    }

    private Expiring ofContainer(URI uri, BoundedHttp http) throws SocketTimeoutException {
        String token = token();
        try {
            Map<String, String> headers = token == null ? Map.of() : Map.of("Authorization", token);
            Answer answer = http.getDirectly(uri, headers);
            if (answer.status() != 200) {
                throw new SecretException(
                        "The credentials endpoint " + uri.getHost() + " answered " + answer.status() + ": check "
                                + CONTAINER + " and " + TOKEN + "[_FILE].",
                        answer.status() >= 500,
                        null);
            }
            return expiring(Json.object(answer.text()));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new SecretException(
                    "The credentials endpoint " + uri.getHost() + " cannot be read (" + e + "): check " + CONTAINER
                            + ".",
                    true,
                    e);
        } catch (JsonException | DateTimeException e) {
            throw notCredentials();
        }
    }

    private Expiring expiring(Map<String, String> answer) {
        String keyId = answer.get("AccessKeyId");
        String key = answer.get("SecretAccessKey");
        if (keyId == null || key == null) {
            throw notCredentials();
        }
        String expiration = answer.get("Expiration");
        return new Expiring(
                sendable(new AwsCredentials(keyId, key, answer.get("Token"))),
                expiration == null ? Instant.MAX : Instant.parse(expiration));
    }

    private static URI allowed(String value) {
        URI uri = SecretsEndpoint.httpUri(value);
        if (uri == null) {
            throw new ConfigurationException(CONTAINER + " is not an http or https URL.");
        }
        String host = uri.getHost();
        if (uri.getScheme().equals("http") && !SecretsEndpoint.isLoopback(host) && !CONTAINER_HOSTS.contains(host)) {
            throw new ConfigurationException(CONTAINER + " would fetch credentials in clear text from " + host
                    + ": use https, or http to this machine, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23].");
        }
        return uri;
    }

    /** Read anew each time: the platform replaces the file's content. */
    private @Nullable String token() {
        String file = set(TOKEN + "_FILE");
        String token = file == null ? variables.get(TOKEN) : content(file);
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (!isVisibleAscii(token.replace(" ", ""))) {
            throw new ConfigurationException(TOKEN + (file == null ? "" : "_FILE=" + file)
                    + " holds a line break or another character that no header may have: remove it.");
        }
        return token;
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new SecretException(
                    TOKEN + "_FILE=" + file + " cannot be read (" + e.getClass().getSimpleName()
                            + "): check that it exists and may be read.",
                    false,
                    e);
        }
    }

    /** The JDK refuses an unusable header with a message that quotes it. */
    private static AwsCredentials sendable(AwsCredentials credentials) {
        String token = credentials.sessionToken();
        if (!isVisibleAscii(credentials.accessKeyId() + credentials.secretAccessKey() + (token == null ? "" : token))) {
            throw definite("The AWS credentials hold a blank, a line break or another character that none can have:"
                    + " set them anew, " + DEVELOPERS_REMEDY + ".");
        }
        return credentials;
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static SecretException notCredentials() {
        return definite("The endpoint of " + CONTAINER + " answered with something that is not credentials"
                + " (AccessKeyId, SecretAccessKey, Token, Expiration): check the variable.");
    }

    private static SecretException definite(String message) {
        return new SecretException(message, false, null);
    }

    private boolean onLambda() {
        return set("AWS_LAMBDA_FUNCTION_NAME") != null;
    }

    private @Nullable String set(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
