package com.barkbase.pets;

import com.barkbase.db.Row;
import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements over {@code "Pet"}. None names the tenant: the scope they run in shows them no other. */
final class PetQueries {

    /** What a body may set: the fields of {@link PetFields#PET}. */
    private static final String SETTABLE = """
            "name", "species", "breed", "sex", "birthDate", "microchip", "allergies", "diet", "medication", "notes",
            "status", "medicationRequired", "specialNeeds", "aggressive", "anxious", "escapeArtist"
            """;

    /** The same of a body's row, where what is absent or null is as nobody had said it. */
    private static final String GIVEN = """
            "name", "species", "breed", "sex", "birthDate", "microchip", "allergies", "diet", "medication", "notes",
            coalesce("status", 'active'), coalesce("medicationRequired", false), coalesce("specialNeeds", false),
            coalesce("aggressive", false), coalesce("anxious", false), coalesce("escapeArtist", false)
            """;

    private static final String WEIGHT = """
            (SELECT w."weightKg" FROM "PetWeight" w
             WHERE w."tenantId" = p."tenantId" AND w."petId" = p."id" AND w."archivedAt" IS NULL
             ORDER BY w."measuredOn" DESC, w."createdAt" DESC, w."id" DESC LIMIT 1) AS "weightKg"
            """;

    private static final String OWNERS = """
            (SELECT json_agg(json_build_object(
                 'id', o."id", 'name', o."name", 'email', o."email", 'phone', o."phone",
                 'primary', o."id" = p."primaryOwnerId")
                 ORDER BY o."id" = p."primaryOwnerId" DESC, o."name", o."id")
             FROM "PetOwner" link
             JOIN "Owner" o ON o."tenantId" = link."tenantId" AND o."id" = link."ownerId"
             WHERE link."tenantId" = p."tenantId" AND link."petId" = p."id") AS "owners"
            """;

    private static final String COLUMNS =
            "\"id\", \"createdAt\", \"updatedAt\", \"archivedAt\", \"version\", " + SETTABLE + ", " + WEIGHT;

    private static final String SHOWN = COLUMNS + ", " + OWNERS;

    private static final String FOUND = """
            FROM "Pet" p
            WHERE ("archivedAt" IS NOT NULL) = $1
              AND ($2::text IS NULL OR position(searchable($2) IN "search") > 0)
              AND ($3::text IS NULL OR "status" = $3) AND ($4::text IS NULL OR "species" = $4)
            """;

    private static final String PAGE = """
            AND ($5::text IS NULL OR ("name", "id") > ($5, $6::uuid)) ORDER BY "name", "id" LIMIT $7
            """;

    static final String LIST = "SELECT " + COLUMNS + FOUND + PAGE;
    private static final String LIST_WITH_OWNERS = "SELECT " + SHOWN + FOUND + PAGE;
    private static final String COUNT = "SELECT count(*) AS \"total\" " + FOUND;
    private static final String FIND = "SELECT " + SHOWN + "FROM \"Pet\" p WHERE \"id\" = $1";

    private static final String ADD = """
            WITH pet AS (
                INSERT INTO "Pet" ("tenantId", "primaryOwnerId", %s)
                SELECT current_tenant(), "primaryOwnerId", %s FROM jsonb_populate_record(NULL::"Pet", $1::jsonb)
                RETURNING "tenantId", "id", "primaryOwnerId"
            ), link AS (
                INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId")
                SELECT "tenantId", "id", "primaryOwnerId" FROM pet
            )
            SELECT "id" FROM pet
            """.formatted(SETTABLE, GIVEN);

    private static final String UNLESS_STALE = " \"id\" = $1 AND ($2::int[] IS NULL OR \"version\" = ANY ($2)) ";

    private static final String CHANGE = """
            UPDATE "Pet" p SET (%s) = (SELECT %s FROM jsonb_populate_record(p, $3::jsonb))
            WHERE %s RETURNING %s
            """.formatted(SETTABLE, GIVEN, UNLESS_STALE, SHOWN);

    private static final String ARCHIVE = """
            UPDATE "Pet" p SET "archivedAt" = CASE WHEN $3 THEN now() END
            WHERE %s AND ("archivedAt" IS NULL) = $3 RETURNING %s
            """.formatted(UNLESS_STALE, SHOWN);

    private PetQueries() {}

    static List<Pet> list(Statements db, Values query, @Nullable Cursor after, int most) {
        return db.query(
                query.has(PetFields.WITH) ? LIST_WITH_OWNERS : LIST,
                Pet::from,
                query.isTrue(PetFields.ARCHIVED),
                query.orNull(PetFields.SEARCH),
                query.orNull(PetFields.OF_STATUS),
                query.orNull(PetFields.OF_SPECIES),
                after == null ? null : after.sortKey(),
                after == null ? null : after.id(),
                most);
    }

    static long count(Statements db, Values query) {
        Row row = db.query(
                        COUNT,
                        query.isTrue(PetFields.ARCHIVED),
                        query.orNull(PetFields.SEARCH),
                        query.orNull(PetFields.OF_STATUS),
                        query.orNull(PetFields.OF_SPECIES))
                .first()
                .orElseThrow();
        return row.bigint("total");
    }

    /** With its owners. */
    static Optional<Pet> find(Statements db, UUID id) {
        return db.query(FIND, Pet::from, id).stream().findFirst();
    }

    /** Adds a pet and the link to its primary owner, and answers its id. */
    static UUID add(Statements db, Values pet) {
        return db.query(ADD, row -> row.uuid("id"), pet.json()).getFirst();
    }

    /** The changed pet; empty where there is none of one of these versions. */
    static Optional<Pet> change(Statements db, UUID id, @Nullable List<Integer> versions, Values changes) {
        return db.query(CHANGE, Pet::from, id, versions, changes.json()).stream()
                .findFirst();
    }

    /** Puts a pet away, or takes it back; empty where that is not to be done, or not of these versions. */
    static Optional<Pet> archive(Statements db, UUID id, @Nullable List<Integer> versions, boolean away) {
        return db.query(ARCHIVE, Pet::from, id, versions, away).stream().findFirst();
    }
}
