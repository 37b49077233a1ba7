package com.barkbase.pets;

import com.barkbase.db.Statements;
import java.util.UUID;

/** The statements over {@code "PetOwner"}, whose pet it is. None names the tenant. */
final class LinkQueries {

    private static final String LINK = """
            INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId")
            SELECT p."tenantId", p."id", $2::uuid FROM "Pet" p WHERE p."id" = $1
            ON CONFLICT DO NOTHING
            """;

    /** The primary owner's link stays: the database would refuse it too, but at the transaction's end. */
    private static final String UNLINK = """
            DELETE FROM "PetOwner" link WHERE link."petId" = $1 AND link."ownerId" = $2
              AND NOT EXISTS (SELECT FROM "Pet" p WHERE p."id" = $1 AND p."primaryOwnerId" = $2)
            """;

    /** Where there is no such link nothing is changed. */
    private static final String MAKE_PRIMARY = """
            UPDATE "Pet" p SET "primaryOwnerId" = link."ownerId" FROM "PetOwner" link
            WHERE p."id" = $1 AND p."primaryOwnerId" <> $2
              AND link."tenantId" = p."tenantId" AND link."petId" = p."id" AND link."ownerId" = $2
            """;

    private LinkQueries() {}

    static void link(Statements db, UUID petId, UUID ownerId) {
        db.update(LINK, petId, ownerId);
    }

    static boolean unlink(Statements db, UUID petId, UUID ownerId) {
        return db.update(UNLINK, petId, ownerId) > 0;
    }

    static void makePrimary(Statements db, UUID petId, UUID ownerId) {
        db.update(MAKE_PRIMARY, petId, ownerId);
    }
}
