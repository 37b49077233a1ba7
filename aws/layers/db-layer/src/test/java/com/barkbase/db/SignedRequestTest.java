package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.StringInputStream;

/** The AWS SDK's own signer is the oracle. */
class SignedRequestTest {
    private static final long SEED = 20260102030405L;
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    private static final String VALUE_LETTERS = "abcXYZ019 \t  .,;:=/*\"'()<>@[]{}_-+~!$&#%";
    private static final List<String> REGIONS = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ca-central-1",
            "ca-west-1",
            "cn-north-1",
            "cn-northwest-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eusc-de-east-1",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-gov-east-1",
            "us-gov-west-1",
            "us-iso-east-1",
            "us-isob-east-1",
            "us-west-1",
            "us-west-2");

    private final Random random = new Random(SEED);

    @Test
    void signsTenThousandRandomRequestsAsTheAwsSdkDoes() {
        System.out.println("SignedRequestTest: seed " + SEED);
        for (int i = 0; i < 10_000; i++) {
            URI uri = uri();
            SignedRequest request = new SignedRequest(
                    REGIONS.get(random.nextInt(REGIONS.size())),
                    random.nextBoolean() ? "secretsmanager" : "service" + random.nextInt(1000),
                    host(uri),
                    uri.getRawPath(),
                    headers(),
                    body());
            AwsCredentials credentials =
                    new AwsCredentials(text(KEY_LETTERS, 20), text(KEY_LETTERS, 40), sessionToken());
            Instant instant =
                    Instant.ofEpochSecond(random.nextLong(946_684_800L, 4_102_444_800L), random.nextInt(1_000_000_000));

            assertThat(request.signedBy(credentials, instant))
                    .as("request %d of seed %d: %s to %s", i, SEED, request, uri)
                    .isEqualTo(signedBySdk(request, uri, credentials, instant));
        }
    }

    @Test
    void givesTheSameHeadersForTheSameRequest() {
        SignedRequest request = new SignedRequest("us-east-2", "secretsmanager", "localhost", "/", Map.of(), "{}");
        AwsCredentials credentials = new AwsCredentials("AKIDEXAMPLE", "secret", null);

        assertThat(request.signedBy(credentials, Instant.EPOCH))
                .isEqualTo(request.signedBy(credentials, Instant.EPOCH))
                .containsEntry("x-amz-date", "19700101T000000Z")
                .doesNotContainKey("x-amz-security-token");
    }

    @Test
    void credentialsHideTheirSecretPartsWhenTheyArePrinted() {
        assertThat(new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI", "IQoJb3JpZ2lu"))
                .hasToString("AwsCredentials[accessKeyId=AKIDEXAMPLE, the rest is hidden]");
    }

    private static Map<String, String> signedBySdk(
            SignedRequest request, URI uri, AwsCredentials credentials, Instant instant) {
        SdkHttpRequest.Builder unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri);
        request.headers().forEach(unsigned::putHeader);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity(credentials))
                        .request(unsigned.build())
                        .payload(() -> new StringInputStream(request.body()))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, request.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, request.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(instant, ZoneOffset.UTC)))
                .request();
        Map<String, String> headers = new TreeMap<>();
        signed.forEachHeader((name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), canonical(String.join(",", values))));
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

    private URI uri() {
        boolean https = random.nextBoolean();
        String[] names = {"secretsmanager.us-east-2.amazonaws.com", "localhost", "127.0.0.1", "[::1]", "a-b.example"};
        int[] ports = {-1, 80, 443, 4566, 1 + random.nextInt(65_535)};
        int port = ports[random.nextInt(ports.length)];
        String[] paths = {"/", "/a", "/a/b-c_d.e~f", "/with%20blank/%C3%BC", "/a:b@c/$&+,;=", "/trailing/"};
        return URI.create((https ? "https://" : "http://")
                + names[random.nextInt(names.length)]
                + (port < 0 ? "" : ":" + port)
                + paths[random.nextInt(paths.length)]);
    }

    private static String host(URI uri) {
        return new SecretsEndpoint(uri, "", "").host();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "secretsmanager.GetSecretValue");
        for (int i = random.nextInt(5); i > 0; i--) {
            headers.put("X-" + text("abcXYZ-", 8) + i, text(VALUE_LETTERS, 1 + random.nextInt(30)));
        }
        return headers;
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            int[] starts = {0, 0x80, 0x800, 0xE000, 0x1F300};
            body.appendCodePoint(starts[random.nextInt(starts.length)] + random.nextInt(0x80));
        }
        return body.toString();
    }

    private @Nullable String sessionToken() {
        return random.nextBoolean() ? null : text(KEY_LETTERS, 200 + random.nextInt(800));
    }

    private String text(String letters, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
