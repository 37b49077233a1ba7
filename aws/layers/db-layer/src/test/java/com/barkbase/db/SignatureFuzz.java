package com.barkbase.db;

import com.barkbase.db.FuzzTally.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.StringInputStream;

/** The AWS SDK's own signer is the oracle: all of the headers must be its own. */
public final class SignatureFuzz implements Fuzz {
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    private static final String VALUE_LETTERS = "abcXYZ019 \t  .,;:=/*\"'()<>@[]{}_-+~!$&#%";
    private static final List<String> NAMES =
            List.of("secretsmanager.us-east-2.amazonaws.com", "localhost", "127.0.0.1", "[::1]", "a-b.example");
    private static final List<String> PATHS =
            List.of("/", "/", "/a", "/a/b-c_d.e~f", "/with%20blank/%C3%BC", "/a:b@c/$&+,;=", "/trailing/");
    private static final List<String> DIRECTIONS = List.of("north", "south", "east", "west", "central", "northeast");
    private static final List<String> AREAS =
            List.of("us", "eu", "ap", "cn", "us-gov", "us-iso", "us-isob", "eusc-de", "me", "il", "mx", "sa", "af");
    /** To the end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_800L;

    private final AwsV4HttpSigner sdk = AwsV4HttpSigner.create();

    /** Everything that a signature depends on. */
    private record Case(URI uri, SignedRequest request, AwsCredentials credentials, Instant instant) {
        /** With what the records hide. */
        String told() {
            return uri + " " + request + " " + credentials.accessKeyId() + " " + credentials.secretAccessKey() + " "
                    + credentials.sessionToken() + " " + instant;
        }
    }

    @Override
    public String part() {
        return "signed request";
    }

    @Override
    public void attack(RandomGenerator random, int inputs, FuzzTally tally) {
        FuzzText text = new FuzzText(random);
        for (int i = 0; i < inputs; i++) {
            Case input = next(random, text);
            long start = tally.start();
            try {
                Map<String, String> signed = input.request.signedBy(input.credentials, input.instant);
                tally.tried(start);
                Map<String, String> expected = signedBySdk(input);
                if (!signed.equals(expected)) {
                    tally.found(Fault.WRONG_ANSWER, input.told(), signed + " and not " + expected);
                }
                if (input.credentials.toString().contains(input.credentials.secretAccessKey())) {
                    tally.found(Fault.SECRET_TOLD, input.told(), input.credentials.toString());
                }
            } catch (RuntimeException e) {
                tally.tried(start);
                tally.found(Fault.UNTYPED_ERROR, input.told(), e.toString());
            }
        }
    }

    private static Case next(RandomGenerator random, FuzzText text) {
        URI uri = uri(random, text);
        SignedRequest request = new SignedRequest(
                region(random, text),
                text.chance(4) ? "service" + random.nextInt(1000) : "secretsmanager",
                new SecretsEndpoint(uri, "", "").host(),
                uri.getRawPath(),
                headers(random, text),
                body(text));
        AwsCredentials credentials = new AwsCredentials(
                text.of(KEY_LETTERS, 20), text.of(KEY_LETTERS, 16 + random.nextInt(48)), token(random, text));
        Instant instant = Instant.ofEpochSecond(random.nextLong(LAST_SECOND), random.nextInt(1_000_000_000));
        return new Case(uri, request, credentials, instant);
    }

    private static URI uri(RandomGenerator random, FuzzText text) {
        int port = text.any(List.of(-1, 80, 443, 4566, 1 + random.nextInt(65_535)));
        return URI.create((text.chance(2) ? "https://" : "http://")
                + text.any(NAMES)
                + (port < 0 ? "" : ":" + port)
                + text.any(PATHS));
    }

    private static String region(RandomGenerator random, FuzzText text) {
        return text.any(AREAS) + "-" + text.any(DIRECTIONS) + "-" + (1 + random.nextInt(9));
    }

    private static Map<String, String> headers(RandomGenerator random, FuzzText text) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "secretsmanager.GetSecretValue");
        for (int i = random.nextInt(5); i > 0; i--) {
            headers.put("X-" + text.of("abcXYZ-", 8) + i, text.of(VALUE_LETTERS, 1 + random.nextInt(30)));
        }
        return headers;
    }

    /** Mostly what is asked of Secrets Manager, of a secret with any name. */
    private static String body(FuzzText text) {
        return text.chance(4)
                ? text.anyCharacters(200)
                : Json.write(Map.of("SecretId", text.anyCharacters(60), "VersionStage", "AWSCURRENT"));
    }

    private static @Nullable String token(RandomGenerator random, FuzzText text) {
        return text.chance(2) ? null : text.of(KEY_LETTERS, 200 + random.nextInt(800));
    }

    private Map<String, String> signedBySdk(Case input) {
        SignedRequest request = input.request;
        SdkHttpRequest.Builder unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(input.uri);
        request.headers().forEach(unsigned::putHeader);
        SdkHttpRequest signed = sdk.sign(sign -> sign.identity(identity(input.credentials))
                        .request(unsigned.build())
                        .payload(() -> new StringInputStream(request.body()))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, request.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, request.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(input.instant, ZoneOffset.UTC)))
                .request();
        Map<String, String> headers = new TreeMap<>();
        signed.forEachHeader(
                (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), canonical(String.join(",", values))));
        return headers;
    }

    /** The SDK sends a header's value as it was given and signs it with its blanks collapsed; we send what we sign. */
    private static String canonical(String value) {
        return value.replaceAll("[ \\t]+", " ").trim();
    }

    private static AwsCredentialsIdentity identity(AwsCredentials credentials) {
        String token = credentials.sessionToken();
        return token == null
                ? AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey())
                : AwsSessionCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey(), token);
    }
}
