package com.barkbase.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.db.Row;
import com.barkbase.db.Statements;
import io.avaje.jsonb.Jsonb;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;

/**
 * A request with an {@code Idempotency-Key} takes effect once: sent again it gets the first answer. The key is stored
 * by the transaction of the work itself, so there is never one without the other, and a second request that comes in
 * the meantime waits for the first at the key's index. A failure leaves no key.
 *
 * @param route what the key was used for, as {@link Route#key()}
 * @param fingerprint as PostgreSQL writes bytes: of who asked for what; the same key with another is the
 *     client's mistake
 */
record Idempotency(UUID tenant, String key, String route, String fingerprint) {

    /** The schema's policy allows to delete what is older than a day, and nothing else. */
    private static final String FORGET =
            "DELETE FROM \"IdempotencyKey\" WHERE \"createdAt\" < now() - interval '1 day'";

    private static final String CLAIM = """
            INSERT INTO "IdempotencyKey" ("tenantId", "key", "route", "bodyHash") VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            """;

    private static final String KEEP =
            "UPDATE \"IdempotencyKey\" SET \"status\" = $2, \"answer\" = $3 WHERE \"key\" = $1";

    private static final String FIND =
            "SELECT \"route\", \"bodyHash\", \"answer\" FROM \"IdempotencyKey\" WHERE \"key\" = $1";

    /** A SHA-256 of what makes two requests the same one. */
    static String fingerprint(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(UTF_8));
            return "\\x" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }

    Response once(Statements tx, Function<Statements, Response> work) {
        tx.update(FORGET);
        if (tx.update(CLAIM, tenant, key, route, fingerprint) == 0) {
            return repeated(tx);
        }
        Response response = work.apply(tx);
        tx.update(KEEP, key, response.statusCode(), Jsonb.instance().toJson(response));
        return response;
    }

    private Response repeated(Statements tx) {
        Row first = tx.query(FIND, key).first().orElseThrow();
        if (!first.string("route").equals(route) || !first.string("bodyHash").equals(fingerprint)) {
            throw Problem.keyReused();
        }
        return Jsonb.instance().type(Response.class).fromJson(first.string("answer"));
    }
}
