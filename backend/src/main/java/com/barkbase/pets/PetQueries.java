package com.barkbase.pets;

import com.barkbase.db.Statements;
import com.barkbase.http.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements over {@code "Pet"}. None names the tenant: the scope they run in shows them no other. */
final class PetQueries {

    private static final String PET = """
            SELECT "id", "name", "species", "breed", "sex", "birthDate", newest."weightKg", "microchip" FROM "Pet"
            LEFT JOIN LATERAL (
                SELECT w."weightKg" FROM "PetWeight" w
                WHERE w."tenantId" = "Pet"."tenantId" AND w."petId" = "Pet"."id" AND w."archivedAt" IS NULL
                ORDER BY w."measuredOn" DESC, w."createdAt" DESC LIMIT 1
            ) newest ON true
            """;

    private static final String OWNERS = """
            SELECT o."id", o."name", o."email", o."phone", o."id" = p."primaryOwnerId" AS "primary"
            FROM "Pet" p
            JOIN "PetOwner" link ON link."tenantId" = p."tenantId" AND link."petId" = p."id"
            JOIN "Owner" o ON o."tenantId" = link."tenantId" AND o."id" = link."ownerId"
            WHERE p."id" = $1
            ORDER BY "primary" DESC, o."name", o."id"
            """;

    private PetQueries() {}

    static List<Pet> byName(Statements db, @Nullable Cursor after, int most) {
        if (after == null) {
            return db.query(PET + "ORDER BY \"name\", \"id\" LIMIT $1", Pet::from, most);
        }
        return db.query(
                PET + "WHERE (\"name\", \"id\") > ($1, $2) ORDER BY \"name\", \"id\" LIMIT $3",
                Pet::from,
                after.sortKey(),
                after.id(),
                most);
    }

    static long count(Statements db) {
        return db.query("SELECT count(*) AS \"total\" FROM \"Pet\"")
                .first()
                .orElseThrow()
                .bigint("total");
    }

    static Optional<Pet> find(Statements db, UUID id) {
        return db.query(PET + "WHERE \"id\" = $1", Pet::from, id).stream().findFirst();
    }

    /** The primary owner first. */
    static List<PetOwner> owners(Statements db, UUID petId) {
        return db.query(OWNERS, PetOwner::from, petId);
    }
}
