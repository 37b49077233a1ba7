package com.barkbase.local;

import com.barkbase.db.Pool;
import com.barkbase.http.Problem;
import java.util.Map;
import java.util.Optional;

/** The Lambda authorizer's part: from a bearer token to the context that handlers trust. */
final class Authorizer {

    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final Pool pool;

    Authorizer(Tokens tokens, Pool pool) {
        this.tokens = tokens;
        this.pool = pool;
    }

    /**
     * What {@code requestContext.authorizer.lambda} will hold.
     *
     * @param authorization the header's value, or empty
     * @throws Problem 401 without a valid token, 403 where its bearer is no member of the tenant (any more)
     */
    Map<String, Object> context(String authorization) {
        Tokens.Bearer bearer = bearer(authorization)
                .orElseThrow(() -> Problem.unauthorized(
                        "Send the header Authorization: Bearer <token> with a token that dev printed;"
                                + " it lives 30 days."));
        String role = pool
                .asTenant(bearer.tenantId())
                .query(
                        "SELECT \"role\" FROM \"Membership\" WHERE \"userId\" = $1 AND \"removedAt\" IS NULL",
                        row -> row.string("role"),
                        bearer.userId())
                .stream()
                .findFirst()
                .orElseThrow(() -> Problem.forbidden("You are not a member of this kennel."));
        return Map.of(
                "tenantId",
                bearer.tenantId().toString(),
                "userId",
                bearer.userId().toString(),
                "role",
                role);
    }

    private Optional<Tokens.Bearer> bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return tokens.verify(authorization.substring(SCHEME.length()).strip());
    }
}
