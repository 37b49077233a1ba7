package com.barkbase.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A POST to AWS, to be signed with its Signature Version 4. Free of side effects: the same request, credentials and
 * instant always give the same headers.
 *
 * @param host as in the Host header: with the port unless it is the scheme's own
 * @param path percent-encoded as it is sent, without {@code .} and {@code ..}
 * @param headers all of them are signed; hop-by-hop headers do not belong here
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv4.html">AWS Signature Version 4</a>
 */
record SignedRequest(
        String region, String service, String host, String path, Map<String, String> headers, String body) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String UNRESERVED = "-._~/";

    /** The request's headers with those that carry the signature, by their lower-case names. */
    Map<String, String> signedBy(AwsCredentials credentials, Instant instant) {
        String time = basicIso8601(instant);
        String day = time.substring(0, 8);
        SortedMap<String, String> signed = canonicalHeaders(credentials, time);
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(canonicalRequest(signed)));
        String signature = hex(hmac(signingKey(credentials, day), toSign));
        String names = String.join(";", signed.keySet());
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + signature);
        return signed;
    }

    private SortedMap<String, String> canonicalHeaders(AwsCredentials credentials, String time) {
        SortedMap<String, String> canonical = new TreeMap<>();
        headers.forEach((name, value) -> canonical.put(name.toLowerCase(Locale.ROOT), singleSpaced(value)));
        canonical.put("host", host);
        canonical.put("x-amz-content-sha256", hex(sha256(body)));
        canonical.put("x-amz-date", time);
        String token = credentials.sessionToken();
        if (token != null) {
            canonical.put("x-amz-security-token", token);
        }
        return canonical;
    }

    private String canonicalRequest(SortedMap<String, String> signed) {
        StringBuilder canonical =
                new StringBuilder("POST\n").append(encoded(path)).append("\n\n");
        signed.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        return canonical
                .append('\n')
                .append(String.join(";", signed.keySet()))
                .append('\n')
                .append(signed.get("x-amz-content-sha256"))
                .toString();
    }

    private byte[] signingKey(AwsCredentials credentials, String day) {
        byte[] ofDay = hmac(("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8), day);
        return hmac(hmac(hmac(ofDay, region), service), "aws4_request");
    }

    /** {@code 20260102T030405Z}; a DateTimeFormatter would cost a cold start its many classes. */
    private static String basicIso8601(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        int date = utc.getYear() * 10_000 + utc.getMonthValue() * 100 + utc.getDayOfMonth();
        int padded = 1_000_000 + utc.getHour() * 10_000 + utc.getMinute() * 100 + utc.getSecond();
        return date + "T" + String.valueOf(padded).substring(1) + "Z";
    }

    private static String singleSpaced(String value) {
        return value.replaceAll("\\s+", " ").trim();
    }

    /** Encodes a path once more: every service but S3 signs it so. */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : path.getBytes(UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || UNRESERVED.indexOf(octet) >= 0);
            encoded.append(
                    plain
                            ? String.valueOf((char) octet)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
        }
        return encoded.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
