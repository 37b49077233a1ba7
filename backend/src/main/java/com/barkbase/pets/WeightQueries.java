package com.barkbase.pets;

import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements over {@code "PetWeight"}. None names the tenant. */
final class WeightQueries {

    private static final String COLUMNS =
            "\"id\", \"measuredOn\", \"weightKg\", \"notes\", \"createdAt\", \"archivedAt\", \"version\" ";

    private static final String OF_PET = "FROM \"PetWeight\" WHERE \"petId\" = $1 AND \"archivedAt\" IS NULL ";

    /** Of two weights of a day the later written is the newer, and rows stay: so the cursor's row tells when it was. */
    static final String LIST = "SELECT " + COLUMNS + OF_PET + """
            AND ($2::uuid IS NULL OR ("measuredOn", "createdAt", "id") <
                 (SELECT last."measuredOn", last."createdAt", last."id" FROM "PetWeight" last WHERE last."id" = $2))
            ORDER BY "measuredOn" DESC, "createdAt" DESC, "id" DESC LIMIT $3
            """;

    private static final String COUNT = "SELECT count(*) AS \"total\" " + OF_PET;

    private static final String ADD = """
            INSERT INTO "PetWeight" ("tenantId", "petId", "measuredOn", "weightKg", "notes")
            SELECT p."tenantId", p."id", given."measuredOn", given."weightKg", given."notes"
            FROM "Pet" p, jsonb_populate_record(NULL::"PetWeight", $2::jsonb) given WHERE p."id" = $1
            RETURNING %s
            """.formatted(COLUMNS);

    private static final String ARCHIVE = """
            UPDATE "PetWeight" SET "archivedAt" = CASE WHEN $4 THEN now() END
            WHERE "petId" = $1 AND "id" = $2 AND ($3::int[] IS NULL OR "version" = ANY ($3))
              AND ("archivedAt" IS NULL) = $4 RETURNING %s
            """.formatted(COLUMNS);

    private static final String FIND = "SELECT " + COLUMNS + "FROM \"PetWeight\" WHERE \"petId\" = $1 AND \"id\" = $2";

    private WeightQueries() {}

    static List<Weight> list(Statements db, UUID petId, @Nullable Cursor after, int most) {
        return db.query(LIST, Weight::from, petId, after == null ? null : after.id(), most);
    }

    static long count(Statements db, UUID petId) {
        return db.query(COUNT, petId).first().orElseThrow().bigint("total");
    }

    /** Empty where there is no such pet. */
    static Optional<Weight> add(Statements db, UUID petId, Values weight) {
        return db.query(ADD, Weight::from, petId, weight.json()).stream().findFirst();
    }

    static Optional<Weight> find(Statements db, UUID petId, UUID id) {
        return db.query(FIND, Weight::from, petId, id).stream().findFirst();
    }

    /** Takes a weight back, or lets it count again; empty where that is not to be done, or not of these versions. */
    static Optional<Weight> archive(
            Statements db, UUID petId, UUID id, @Nullable List<Integer> versions, boolean away) {
        return db.query(ARCHIVE, Weight::from, petId, id, versions, away).stream()
                .findFirst();
    }
}
