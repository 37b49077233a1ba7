package com.barkbase.local;

import com.barkbase.db.Pool;
import java.util.List;
import java.util.UUID;

/** A tenant, and the person of it that {@code dev} makes a token for. */
record Kennel(UUID tenantId, String name, UUID userId) {

    private static final int MOST = 10; // an external database may hold many

    /** The first ones by name, each with its longest-standing member, and not nobody's. */
    static List<Kennel> list(Pool owner) {
        return owner.query("""
                SELECT DISTINCT ON (t."name", t."id") t."id", t."name", m."userId"
                FROM "Tenant" t JOIN "Membership" m ON m."tenantId" = t."id" AND m."removedAt" IS NULL
                WHERE t."id" <> '00000000-0000-0000-0000-000000000000'
                ORDER BY t."name", t."id", m."createdAt", m."userId"
                LIMIT $1
                """, row -> new Kennel(row.uuid("id"), row.string("name"), row.uuid("userId")), MOST);
    }

    Tokens.Bearer bearer() {
        return new Tokens.Bearer(tenantId, userId);
    }
}
