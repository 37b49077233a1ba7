package com.barkbase.local;

import static com.barkbase.local.DevProcess.HARBOR;
import static com.barkbase.local.DevProcess.PINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over HTTP, from the outside: tokens, tenants, pages, CORS. */
class GatewayIT {

    private static final String PETS = "/api/v1/pets";

    @TempDir
    static Path root;

    private static DevProcess dev;

    @BeforeAll
    static void start() {
        dev = DevProcess.ready(root, Map.of());
    }

    @AfterAll
    static void stop() {
        dev.close();
    }

    @Test
    void healthNeedsNoToken() {
        HttpResponse<String> answer = dev.get("/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void petsNeedAToken() {
        assertRefused(dev.get(PETS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic dXNlcjpwYXNz", "bearer null"})
    void headerWithoutAValidTokenIsRefused(String authorization) {
        assertRefused(dev.get(PETS, "Authorization", authorization));
    }

    @Test
    void tokenWithAnyCharacterChangedIsRefused() {
        String token = dev.token(HARBOR);
        for (int dot = token.indexOf('.'), i = dot + 5; i < token.length() - 1; i += 37) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(withToken(token.substring(0, i) + other + token.substring(i + 1)));
        }
    }

    @Test
    void unsignedTokenIsRefused() throws Exception {
        assertRefused(withToken(new PlainJWT(claims().build()).serialize()));
    }

    @Test
    void tokenOfAnotherKeyIsRefused() throws Exception {
        assertRefused(withToken(signed(claims().build(), new byte[32], JWSAlgorithm.HS256)));
    }

    @Test
    void tokenOfAnotherAlgorithmIsRefusedEvenWithTheRightKey() throws Exception {

        byte[] longer = java.util.Arrays.copyOf(Base64.getDecoder().decode(key()), 64);
        assertRefused(withToken(signed(claims().build(), longer, JWSAlgorithm.HS512)));
    }

    @Test
    void tokenOfOurOwnKeyWorksWhereAllItsClaimsAreRight() throws Exception {
        assertThat(withToken(ours(claims())).statusCode()).isEqualTo(200);
    }

    @Test
    void expiredTokenIsRefused() throws Exception {
        assertRefused(
                withToken(ours(claims().expirationTime(Date.from(Instant.now().minusSeconds(2))))));
    }

    @Test
    void tokenThatNeverExpiresIsRefused() throws Exception {
        assertRefused(withToken(ours(claims().expirationTime(null))));
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() throws Exception {
        assertRefused(withToken(ours(claims().issuer("https://example.com"))));
    }

    @Test
    void tokenForAnotherAudienceIsRefused() throws Exception {
        assertRefused(withToken(ours(claims().audience("another-api"))));
    }

    @Test
    void tokenWithoutATenantIsRefused() throws Exception {
        assertRefused(withToken(ours(claims().claim("tenantId", null))));
        assertRefused(withToken(ours(claims().claim("tenantId", "all"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenantId", "sub"})
    void tokenWhoseRequiredClaimIsNullIsRefused(String name) throws Exception {
        Map<String, Object> claims = new LinkedHashMap<>(claims().build().toJSONObject());
        claims.put(name, null);
        JWSObject token = new JWSObject(
                new JWSHeader(JWSAlgorithm.HS256), new com.nimbusds.jose.Payload(JSONObjectUtils.toJSONString(claims)));
        token.sign(new MACSigner(Base64.getDecoder().decode(key())));
        assertRefused(withToken(token.serialize()));
    }

    @Test
    void twoTokensAreNone() {
        String valid = "Bearer " + dev.token(HARBOR);
        assertRefused(dev.get(PETS, "Authorization", valid, "Authorization", "Bearer " + dev.token(PINE)));
        assertRefused(dev.get(PETS, "Authorization", valid, "Authorization", valid));
    }

    @Test
    void strangerToTheKennelIsForbidden() throws Exception {
        HttpResponse<String> answer =
                withToken(ours(claims().subject(UUID.randomUUID().toString())));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"detail\":\"You are not a member of this kennel.\"");
    }

    @Test
    void headerThatNamesATenantChangesNothing() {
        String pine = tenantOf(dev.token(PINE));
        HttpResponse<String> answer =
                dev.get(PETS, "Authorization", "Bearer " + dev.token(HARBOR), "X-Tenant-Id", pine, "tenantId", pine);
        assertThat(answer.body()).isEqualTo(dev.getAs(HARBOR, PETS).body());
    }

    @Test
    void kennelsShareNoPet() {
        List<String> harbor = ids(dev.getAs(HARBOR, PETS).body());
        List<String> pine = ids(dev.getAs(PINE, PETS).body());
        assertThat(harbor).hasSizeGreaterThanOrEqualTo(25).doesNotContainAnyElementsOf(pine);
        assertThat(pine).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void anotherKennelsPetIsNotFound() {
        String foreign = ids(dev.getAs(PINE, PETS).body()).getFirst();
        assertThat(dev.getAs(PINE, PETS + "/" + foreign).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = dev.getAs(HARBOR, PETS + "/" + foreign);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 25, 200})
    void walkOverThePagesMeetsEveryPetOnce(int limit) {
        List<String> met = new ArrayList<>();
        String next = "";
        do {
            String page = dev.getAs(HARBOR, PETS + "?limit=" + limit + next).body();
            met.addAll(ids(page));
            next = find(page, "nextCursor").stream()
                    .map(cursor -> "&cursor=" + cursor)
                    .findFirst()
                    .orElse("");
        } while (!next.isEmpty());
        assertThat(met).isEqualTo(ids(dev.getAs(HARBOR, PETS).body()));
        assertThat(new HashSet<>(met)).hasSameSizeAs(met);
    }

    @Test
    void totalIsThereWhereAskedFor() {
        assertThat(dev.getAs(HARBOR, PETS + "?limit=1&total=true").body()).endsWith(",\"total\":26}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:5173", "http://localhost:4173"})
    void pageOfALocalFrontendMayAsk(String origin) {
        HttpResponse<String> preflight = dev.send(
                "OPTIONS",
                PETS,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "authorization");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .contains(origin);
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElseThrow())
                .contains("authorization");
        HttpResponse<String> refused = dev.get(PETS, "Origin", origin);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("access-control-allow-origin")).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3001", "https://localhost:3000", "http://evil.example", "null"})
    void pageFromElsewhereMayNot(String origin) {
        HttpResponse<String> preflight =
                dev.send("OPTIONS", PETS, "Origin", origin, "Access-Control-Request-Method", "GET");
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void unknownRouteIsAProblemDocument() {
        for (HttpResponse<String> answer : List.of(dev.get("/none"), dev.get(PETS + "/"), dev.send("DELETE", PETS))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"https://barkbase.com/problems/unauthorized\"");
    }

    private static HttpResponse<String> withToken(String token) {
        return dev.get(PETS, "Authorization", "Bearer " + token);
    }

    /** As in the printed token, to be spoilt by a test. */
    private static JWTClaimsSet.Builder claims() throws Exception {
        return new JWTClaimsSet.Builder(SignedJWT.parse(dev.token(HARBOR)).getJWTClaimsSet());
    }

    private static String ours(JWTClaimsSet.Builder claims) throws Exception {
        return signed(claims.build(), Base64.getDecoder().decode(key()), JWSAlgorithm.HS256);
    }

    private static String signed(JWTClaimsSet claims, byte[] key, JWSAlgorithm algorithm) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private static String key() throws Exception {
        return Files.readString(root.resolve(".barkbase/token.key"));
    }

    private static String tenantOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("tenantId");
        } catch (java.text.ParseException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<String> ids(String body) {
        return find(body, "id");
    }

    private static List<String> find(String body, String name) {
        return Pattern.compile("\"" + name + "\":\"([^\"]*)\"")
                .matcher(body)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
