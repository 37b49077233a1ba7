package com.barkbase.staff;

import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.Cursor;
import com.barkbase.http.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements over {@code "Membership"}. None names the tenant: the scope they run in shows them no other. Who has
 * been removed is not shown.
 */
final class StaffQueries {

    private static final String COLUMNS = """
            m."userId" AS "id", m."name", u."email", m."role", m."createdAt", m."updatedAt", m."version"
            """;

    private static final String MEMBER = "SELECT " + COLUMNS + """
            FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
            WHERE m."removedAt" IS NULL
            """;

    private static final String FIND = MEMBER + " AND m.\"userId\" = $1";

    private static final String LIST = MEMBER + """
            AND ($1::text IS NULL OR (m."name", m."userId") > ($1, $2::uuid)) ORDER BY m."name", m."userId" LIMIT $3
            """;

    private static final String COUNT = """
            SELECT count(*) AS "total" FROM "Membership" WHERE "removedAt" IS NULL
            """;

    private static final String ADD = "SELECT add_member($1, $2, $3) AS \"id\"";

    /** Of a member whom the caller may manage still when it is done, whatever was read before. */
    private static final String MANAGED = """
            FROM "User" u WHERE u."id" = m."userId" AND m."userId" = $1 AND m."removedAt" IS NULL
              AND ($2::int[] IS NULL OR m."version" = ANY ($2)) AND m."role" = ANY ($3)
            RETURNING
            """ + COLUMNS;

    private static final String CHANGE = """
            UPDATE "Membership" m
            SET ("name", "role") = (SELECT "name", "role" FROM jsonb_populate_record(m, $4::jsonb))
            """ + MANAGED;

    private static final String REMOVE = "UPDATE \"Membership\" m SET \"removedAt\" = now() " + MANAGED;

    private static final String ME = """
            SELECT m."userId", m."name", u."email", m."role", t."id" AS "tenantId", t."name" AS "kennel", t."timeZone"
            FROM "Membership" m JOIN "User" u ON u."id" = m."userId" JOIN "Tenant" t ON t."id" = m."tenantId"
            WHERE m."userId" = $1 AND m."removedAt" IS NULL
            """;

    private StaffQueries() {}

    static List<Member> list(Statements db, @Nullable Cursor after, int most) {
        return db.query(
                LIST, Member::from, after == null ? null : after.sortKey(), after == null ? null : after.id(), most);
    }

    static long count(Statements db) {
        return db.query(COUNT).first().orElseThrow().bigint("total");
    }

    static Optional<Member> find(Statements db, UUID id) {
        return db.query(FIND, Member::from, id).stream().findFirst();
    }

    static Optional<Me> me(Statements db, UUID id) {
        return db.query(ME, Me::from, id).stream().findFirst();
    }

    static Member add(Statements db, Values member) {
        UUID id = db.query(
                        ADD,
                        row -> row.uuid("id"),
                        member.get(MemberFields.EMAIL),
                        member.get(MemberFields.NAME),
                        member.get(MemberFields.ROLE))
                .getFirst();
        return find(db, id).orElseThrow();
    }

    /** The changed member; empty where there is none of one of these versions and {@code roles}. */
    static Optional<Member> change(
            Statements db, UUID id, @Nullable List<Integer> versions, List<Role> roles, Values changes) {
        return db.query(CHANGE, Member::from, id, versions, roles, changes.json()).stream()
                .findFirst();
    }

    /** The removed member; empty where there is none of one of these versions and {@code roles}. */
    static Optional<Member> remove(Statements db, UUID id, @Nullable List<Integer> versions, List<Role> roles) {
        return db.query(REMOVE, Member::from, id, versions, roles).stream().findFirst();
    }
}
