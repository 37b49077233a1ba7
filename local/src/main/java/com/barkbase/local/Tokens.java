package com.barkbase.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Issues and verifies the bearer tokens of localhost, as Cognito does on AWS. The key stays between starts. */
final class Tokens {

    private static final String ISSUER = "barkbase-local";
    private static final String AUDIENCE = "barkbase-api";
    private static final String TENANT = "tenantId";
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final int KEY_BYTES = 32;

    private final byte[] key;
    private final DefaultJWTProcessor<SecurityContext> verifier = new DefaultJWTProcessor<>();

    /** Who a token says its bearer is; whether that person still is a member is the database's to say. */
    record Bearer(UUID tenantId, UUID userId) {}

    private Tokens(byte[] key) {
        this.key = key.clone();
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                AUDIENCE, new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", TENANT, "iat", "exp"));
        claims.setMaxClockSkew(0); // issuer and verifier are one process
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(key)));
        verifier.setJWTClaimsSetVerifier(claims);
    }

    static Tokens withKeyIn(Path file) throws java.io.IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            Home.writePrivately(file, Base64.getEncoder().encodeToString(random));
        }
        return new Tokens(Base64.getDecoder().decode(Files.readString(file)));
    }

    String issue(Bearer bearer) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(bearer.userId().toString())
                .claim(TENANT, bearer.tenantId().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 with a 256-bit key always signs", impossible);
        }
        return token.serialize();
    }

    /** Empty for a token that is forged, expired, unsigned, another issuer's, or no token at all. */
    Optional<Bearer> verify(String token) {
        try {
            JWTClaimsSet claims = verifier.process(token, null);
            return Optional.of(new Bearer(id(claims, TENANT), id(claims, "sub")));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    /** A required claim is there and may still be null. */
    private static UUID id(JWTClaimsSet claims, String name) throws ParseException {
        String text = claims.getStringClaim(name);
        if (text == null) {
            throw new ParseException(name + " is null", 0);
        }
        return UUID.fromString(text);
    }
}
