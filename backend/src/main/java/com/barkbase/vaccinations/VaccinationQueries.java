package com.barkbase.vaccinations;

import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements over {@code "Vaccination"}. None names the tenant: the scope they run in shows them no other. */
final class VaccinationQueries {

    /** What a body may set: the fields of {@link VaccinationFields#VACCINATION}. */
    private static final String SETTABLE =
            "\"vaccine\", \"administeredAt\", \"expiresAt\", \"batch\", \"veterinarian\", \"notes\"";

    private static final String COLUMNS =
            "\"id\", \"petId\", \"createdAt\", \"updatedAt\", \"archivedAt\", \"version\", " + SETTABLE + " ";

    private static final String OF_PET =
            "FROM \"Vaccination\" WHERE \"petId\" = $1 AND (\"archivedAt\" IS NOT NULL) = $2 ";

    static final String LIST = "SELECT " + COLUMNS + OF_PET + """
            AND ($3::date IS NULL OR ("administeredAt", "id") < ($3, $4::uuid))
            ORDER BY "administeredAt" DESC, "id" DESC LIMIT $5
            """;

    private static final String COUNT = "SELECT count(*) AS \"total\" " + OF_PET;
    private static final String PET = "SELECT FROM \"Pet\" WHERE \"id\" = $1";
    private static final String FIND = "SELECT " + COLUMNS + "FROM \"Vaccination\" WHERE \"id\" = $1";

    private static final String ADD = """
            INSERT INTO "Vaccination" ("tenantId", "petId", %1$s)
            SELECT p."tenantId", p."id", given.*
            FROM "Pet" p, (SELECT %1$s FROM jsonb_populate_record(NULL::"Vaccination", $2::jsonb)) given
            WHERE p."id" = $1 RETURNING %2$s
            """.formatted(SETTABLE, COLUMNS);

    private static final String UNLESS_STALE = " \"id\" = $1 AND ($2::int[] IS NULL OR \"version\" = ANY ($2)) ";

    private static final String CHANGE = """
            UPDATE "Vaccination" v SET (%1$s) = (SELECT %1$s FROM jsonb_populate_record(v, $3::jsonb))
            WHERE %3$s RETURNING %2$s
            """.formatted(SETTABLE, COLUMNS, UNLESS_STALE);

    private static final String ARCHIVE = """
            UPDATE "Vaccination" SET "archivedAt" = CASE WHEN $3 THEN now() END
            WHERE %2$s AND ("archivedAt" IS NULL) = $3 RETURNING %1$s
            """.formatted(COLUMNS, UNLESS_STALE);

    private VaccinationQueries() {}

    static List<Vaccination> list(Statements db, UUID petId, boolean archived, @Nullable Cursor after, int most) {
        return db.query(
                LIST,
                Vaccination::from,
                petId,
                archived,
                after == null ? null : after.day(),
                after == null ? null : after.id(),
                most);
    }

    static long count(Statements db, UUID petId, boolean archived) {
        return db.query(COUNT, petId, archived).first().orElseThrow().bigint("total");
    }

    static boolean isPet(Statements db, UUID petId) {
        return !db.query(PET, petId).rows().isEmpty();
    }

    static Optional<Vaccination> find(Statements db, UUID id) {
        return db.query(FIND, Vaccination::from, id).stream().findFirst();
    }

    /** Empty where there is no such pet. */
    static Optional<Vaccination> add(Statements db, UUID petId, Values dose) {
        return db.query(ADD, Vaccination::from, petId, dose.json()).stream().findFirst();
    }

    /** The changed dose; empty where there is none of one of these versions. */
    static Optional<Vaccination> change(Statements db, UUID id, @Nullable List<Integer> versions, Values changes) {
        return db.query(CHANGE, Vaccination::from, id, versions, changes.json()).stream()
                .findFirst();
    }

    /** Takes a dose back, or lets it count again; empty where that is not to be done, or not of these versions. */
    static Optional<Vaccination> archive(Statements db, UUID id, @Nullable List<Integer> versions, boolean away) {
        return db.query(ARCHIVE, Vaccination::from, id, versions, away).stream().findFirst();
    }
}
