package com.barkbase.vaccinations;

import com.barkbase.db.Statements;
import com.barkbase.http.Cursor;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which doses are due. A page is one range of {@code "Vaccination_due_idx"}. None names the tenant. */
final class DueQueries {

    /**
     * {@code "dueAt"} is kept by the schema: a dose that a newer one has replaced has none. OFFSET 0 keeps the planner
     * from beginning with all pets where it takes a large kennel for a small one.
     */
    private static final String DUE = """
            FROM "Vaccination" v
            CROSS JOIN LATERAL (
                SELECT p."id" AS "petId", p."name" AS "petName", p."species",
                    o."id" AS "ownerId", o."name" AS "ownerName", o."email", o."phone"
                FROM "Pet" p JOIN "Owner" o ON o."tenantId" = p."tenantId" AND o."id" = p."primaryOwnerId"
                WHERE p."tenantId" = v."tenantId" AND p."id" = v."petId"
                  AND p."status" = 'active' AND p."archivedAt" IS NULL
                OFFSET 0) patient
            WHERE v."dueAt" <= $1
            """;

    static final String LIST = """
            SELECT v."id", v."vaccine", v."administeredAt", v."expiresAt", patient.*
            """ + DUE + """
            AND ($2::date IS NULL OR (v."dueAt", v."id") > ($2, $3::uuid))
            ORDER BY v."dueAt", v."id" LIMIT $4
            """;

    private static final String COUNT = "SELECT count(*) AS \"total\" " + DUE;

    private DueQueries() {}

    /** Those that end on {@code until} or before, the longest overdue first. */
    static List<DueVaccination> list(
            Statements db, LocalDate today, LocalDate until, @Nullable Cursor after, int most) {
        return db.query(
                LIST,
                row -> DueVaccination.from(row, today),
                until,
                after == null ? null : after.day(),
                after == null ? null : after.id(),
                most);
    }

    static long count(Statements db, LocalDate until) {
        return db.query(COUNT, until).first().orElseThrow().bigint("total");
    }
}
