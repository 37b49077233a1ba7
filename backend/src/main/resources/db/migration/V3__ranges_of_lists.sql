-- A page of each list is one range of an index, read backwards where the newest come first.

DROP INDEX "PetWeight_newest_idx";
CREATE INDEX "PetWeight_newest_idx" ON "PetWeight" ("tenantId", "petId", "measuredOn", "createdAt", "id");
CREATE INDEX "Vaccination_newest_idx" ON "Vaccination" ("tenantId", "petId", "administeredAt", "id");

-- When the vaccine falls due again: "expiresAt" of the pet's latest dose, null for those that it has replaced. Without it
-- the list of due doses would read all that a kennel has ever given; and its statistics are the planner's.
ALTER TABLE "Vaccination" ADD COLUMN "dueAt" date;
CREATE INDEX "Vaccination_due_idx" ON "Vaccination" ("tenantId", "dueAt", "id") WHERE "dueAt" IS NOT NULL;

-- A dose's version is not for what other doses make of it.
DROP TRIGGER "Vaccination_next_version" ON "Vaccination";
CREATE TRIGGER "Vaccination_next_version" BEFORE UPDATE ON "Vaccination" FOR EACH ROW
    WHEN (OLD."dueAt" IS NOT DISTINCT FROM NEW."dueAt") EXECUTE FUNCTION next_version();

-- The pet's row is locked, so that of two doses that come together the second sees the first. Two that are corrected
-- together may deadlock; PostgreSQL then refuses one of them, which may be sent again.
CREATE FUNCTION keep_due_doses() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM FROM "Pet" p WHERE p."tenantId" = NEW."tenantId" AND p."id" = NEW."petId" FOR NO KEY UPDATE;
    UPDATE "Vaccination" v SET "dueAt" = truth."dueAt"
    FROM (SELECT d."id", CASE WHEN d."archivedAt" IS NULL AND row_number() OVER (
              PARTITION BY lower(d."vaccine"), d."archivedAt" IS NULL ORDER BY d."administeredAt" DESC) = 1
              THEN d."expiresAt" END AS "dueAt"
          FROM "Vaccination" d WHERE d."tenantId" = NEW."tenantId" AND d."petId" = NEW."petId") truth
    WHERE v."tenantId" = NEW."tenantId" AND v."id" = truth."id" AND v."dueAt" IS DISTINCT FROM truth."dueAt";
    RETURN NULL;
END $$;
CREATE TRIGGER "Vaccination_due" AFTER INSERT OR UPDATE OF "vaccine", "administeredAt", "expiresAt", "archivedAt"
    ON "Vaccination" FOR EACH ROW EXECUTE FUNCTION keep_due_doses();

-- What was given before this migration: the trigger sees to it.
UPDATE "Vaccination" SET "vaccine" = "vaccine";
