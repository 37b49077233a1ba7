package com.barkbase.owners;

import com.barkbase.db.Row;
import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements over {@code "Owner"}. None names the tenant: the scope they run in shows them no other. */
final class OwnerQueries {

    /** What a body may set: the fields of {@link OwnerFields#OWNER}. */
    private static final String SETTABLE = """
            "name", "email", "phone", "street", "city", "region", "postalCode", "country", "emergencyContact", "notes"
            """;

    private static final String COLUMNS = """
            "id", "createdAt", "updatedAt", "archivedAt", "version", %s
            """.formatted(SETTABLE);

    private static final String PETS = """
            (SELECT coalesce(json_agg(json_build_object(
                 'id', p."id", 'name', p."name", 'species', p."species", 'status', p."status",
                 'primary', p."primaryOwnerId" = o."id") ORDER BY p."name", p."id"), '[]')
             FROM "PetOwner" link
             JOIN "Pet" p ON p."tenantId" = link."tenantId" AND p."id" = link."petId" AND p."archivedAt" IS NULL
             WHERE link."tenantId" = o."tenantId" AND link."ownerId" = o."id") AS "pets"
            """;

    /** A telephone number is found however it was typed: {@code "search"} holds its digits too. */
    private static final String FOUND = """
            FROM "Owner" o
            WHERE ("archivedAt" IS NOT NULL) = $1
              AND ($2::text IS NULL OR position(searchable($2) IN "search") > 0
                   OR ($2 ~ '^[-+0-9 ()./]*[0-9][-+0-9 ()./]*$'
                       AND position(regexp_replace($2, '[^0-9]', '', 'g') IN "search") > 0))
            """;

    private static final String PAGE = """
            AND ($3::text IS NULL OR ("name", "id") > ($3, $4::uuid)) ORDER BY "name", "id" LIMIT $5
            """;

    private static final String LIST = "SELECT " + COLUMNS + FOUND + PAGE;
    private static final String LIST_WITH_PETS = "SELECT " + PETS + ", " + COLUMNS + FOUND + PAGE;
    private static final String COUNT = "SELECT count(*) AS \"total\" " + FOUND;
    private static final String FIND = "SELECT " + PETS + ", " + COLUMNS + "FROM \"Owner\" o WHERE \"id\" = $1";

    private static final String ADD = """
            INSERT INTO "Owner" ("tenantId", %1$s)
            SELECT current_tenant(), %1$s FROM jsonb_populate_record(NULL::"Owner", $1::jsonb)
            RETURNING %2$s
            """.formatted(SETTABLE, COLUMNS);

    private static final String UNLESS_STALE = " \"id\" = $1 AND ($2::int[] IS NULL OR \"version\" = ANY ($2)) ";

    private static final String CHANGE = """
            UPDATE "Owner" o SET (%1$s) = (SELECT %1$s FROM jsonb_populate_record(o, $3::jsonb))
            WHERE %3$s RETURNING %2$s
            """.formatted(SETTABLE, COLUMNS, UNLESS_STALE);

    private static final String ARCHIVE = """
            UPDATE "Owner" SET "archivedAt" = CASE WHEN $3 THEN now() END
            WHERE %2$s AND ("archivedAt" IS NULL) = $3 RETURNING %1$s
            """.formatted(COLUMNS, UNLESS_STALE);

    private OwnerQueries() {}

    static List<Owner> list(Statements db, Values query, @Nullable Cursor after, int most) {
        return db.query(
                query.has(OwnerFields.WITH) ? LIST_WITH_PETS : LIST,
                Owner::from,
                query.isTrue(OwnerFields.ARCHIVED),
                query.orNull(OwnerFields.SEARCH),
                after == null ? null : after.sortKey(),
                after == null ? null : after.id(),
                most);
    }

    static long count(Statements db, Values query) {
        Row row = db.query(COUNT, query.isTrue(OwnerFields.ARCHIVED), query.orNull(OwnerFields.SEARCH))
                .first()
                .orElseThrow();
        return row.bigint("total");
    }

    static Optional<Owner> find(Statements db, UUID id) {
        return db.query(FIND, Owner::from, id).stream().findFirst();
    }

    static Owner add(Statements db, Values owner) {
        return db.query(ADD, Owner::from, owner.json()).getFirst();
    }

    /** The changed owner; empty where there is none of one of these versions. */
    static Optional<Owner> change(Statements db, UUID id, @Nullable List<Integer> versions, Values changes) {
        return db.query(CHANGE, Owner::from, id, versions, changes.json()).stream()
                .findFirst();
    }

    /** Puts an owner away, or takes them back; empty where that is not to be done, or not of these versions. */
    static Optional<Owner> archive(Statements db, UUID id, @Nullable List<Integer> versions, boolean away) {
        return db.query(ARCHIVE, Owner::from, id, versions, away).stream().findFirst();
    }
}
