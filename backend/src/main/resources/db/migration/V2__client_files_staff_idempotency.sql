-- A kennel's client files: more of owners and pets, weights, vaccinations; its staff; answers that can be repeated.
-- The rules of V1 hold. A row that is no longer wanted is archived, and no foreign key cascades: history stays.

-- PUBLIC may execute every function unless told otherwise; of ours it may none.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- What bounds a login of the services that asks for nothing else, as through a proxy, which takes no options at login.
-- The db-layer's own limits are narrower.
DO $$
DECLARE
    setting text;
BEGIN
    FOREACH setting IN ARRAY ARRAY['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout'] LOOP
        EXECUTE format('ALTER ROLE barkbase_app IN DATABASE %I SET %s = ''60s''', current_database(), setting);
    END LOOP;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'Timeouts are not set for barkbase_app: % is not its administrator.', current_user;
END $$;

-- What a search compares: small letters without accents, "Øyvind Čapek" as "oyvind capek". Not the extension unaccent,
-- which a server may lack and whose function is not IMMUTABLE, so that no generated column may use it.
CREATE FUNCTION searchable(given text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN replace(replace(replace(
        translate(
            lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036F]', '', 'g')),
            'øłđðħıØŁĐÐĦ', 'olddhiolddh'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
GRANT EXECUTE ON FUNCTION searchable(text) TO barkbase_app;

-- Every change makes a new version, so that If-Match can tell a stale one, whatever the service forgets.
CREATE FUNCTION next_version() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW."version" := OLD."version" + 1;
    NEW."updatedAt" := pg_catalog.now();
    RETURN NEW;
END $$;

-- A search reads "search" with position(searchable($1) IN "search") > 0. Neither that nor LIKE is leakproof, so under
-- row-level security no index can serve it: a search reads the tenant's rows (of "Owner_name_idx", in the order of the
-- list, until the page is full) and no other tenant's. Measured: half a second over 100,000 owners, 1 ms over a hundred.
ALTER TABLE "Owner"
    ADD COLUMN "street"           text CHECK (length("street") BETWEEN 1 AND 200),
    ADD COLUMN "city"             text CHECK (length("city") BETWEEN 1 AND 100),
    ADD COLUMN "region"           text CHECK (length("region") BETWEEN 1 AND 100),
    ADD COLUMN "postalCode"       text CHECK (length("postalCode") BETWEEN 1 AND 20),
    ADD COLUMN "country"          text CHECK ("country" ~ '^[A-Z]{2}$'), -- ISO 3166-1
    ADD COLUMN "emergencyContact" text CHECK (length("emergencyContact") BETWEEN 1 AND 200),
    ADD COLUMN "notes"            text CHECK (length("notes") BETWEEN 1 AND 4000),
    ADD COLUMN "version"          integer     NOT NULL DEFAULT 1,
    ADD COLUMN "updatedAt"        timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN "archivedAt"       timestamptz,
    ADD COLUMN "search"           text GENERATED ALWAYS AS (
        searchable("name" || ' ' || coalesce("email", '') || ' ' || coalesce("phone", ''))
            || ' ' || regexp_replace(coalesce("phone", ''), '[^0-9]', '', 'g')) STORED,
    ADD CONSTRAINT "Owner_email_length_check" CHECK (length("email") <= 254);
CREATE TRIGGER "Owner_next_version" BEFORE UPDATE ON "Owner" FOR EACH ROW EXECUTE FUNCTION next_version();

ALTER TABLE "Pet"
    ADD COLUMN "status"             text        NOT NULL DEFAULT 'active' CHECK ("status" IN ('active', 'inactive', 'deceased')),
    ADD COLUMN "allergies"          text        CHECK (length("allergies") BETWEEN 1 AND 2000),
    ADD COLUMN "diet"               text        CHECK (length("diet") BETWEEN 1 AND 2000),
    ADD COLUMN "medication"         text        CHECK (length("medication") BETWEEN 1 AND 2000),
    ADD COLUMN "notes"              text        CHECK (length("notes") BETWEEN 1 AND 4000),
    ADD COLUMN "aggressive"         boolean     NOT NULL DEFAULT false,
    ADD COLUMN "anxious"            boolean     NOT NULL DEFAULT false,
    ADD COLUMN "escapeArtist"       boolean     NOT NULL DEFAULT false,
    ADD COLUMN "specialNeeds"       boolean     NOT NULL DEFAULT false,
    ADD COLUMN "medicationRequired" boolean     NOT NULL DEFAULT false,
    ADD COLUMN "version"            integer     NOT NULL DEFAULT 1,
    ADD COLUMN "updatedAt"          timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN "archivedAt"         timestamptz,
    ADD COLUMN "search"             text GENERATED ALWAYS AS (
        searchable("name" || ' ' || coalesce("breed", '') || ' ' || coalesce("microchip", ''))) STORED,
    ADD CONSTRAINT "Pet_breed_check" CHECK (length("breed") BETWEEN 1 AND 200),
    ADD CONSTRAINT "Pet_birth_date_check" CHECK ("birthDate" >= '1900-01-01');
CREATE TRIGGER "Pet_next_version" BEFORE UPDATE ON "Pet" FOR EACH ROW EXECUTE FUNCTION next_version();

-- What a pet weighed, and when. The newest that is not archived is its weight; no other column says it.
CREATE TABLE "PetWeight" (
    "tenantId"   uuid        NOT NULL,
    "id"         uuid        NOT NULL DEFAULT gen_random_uuid(),
    "petId"      uuid        NOT NULL,
    "measuredOn" date        NOT NULL,
    "weightKg"   numeric     NOT NULL CHECK ("weightKg" > 0 AND "weightKg" < 10000),
    "notes"      text        CHECK (length("notes") BETWEEN 1 AND 4000),
    "version"    integer     NOT NULL DEFAULT 1,
    "createdAt"  timestamptz NOT NULL DEFAULT now(),
    "updatedAt"  timestamptz NOT NULL DEFAULT now(),
    "archivedAt" timestamptz,
    CONSTRAINT "PetWeight_pkey" PRIMARY KEY ("tenantId", "id"),
    CONSTRAINT "PetWeight_pet_fkey" FOREIGN KEY ("tenantId", "petId") REFERENCES "Pet" ("tenantId", "id")
);
CREATE INDEX "PetWeight_newest_idx" ON "PetWeight" ("tenantId", "petId", "measuredOn" DESC, "createdAt" DESC, "id");
CREATE TRIGGER "PetWeight_next_version" BEFORE UPDATE ON "PetWeight" FOR EACH ROW EXECUTE FUNCTION next_version();

INSERT INTO "PetWeight" ("tenantId", "petId", "measuredOn", "weightKg")
SELECT p."tenantId", p."id", (p."createdAt" AT TIME ZONE t."timeZone")::date, p."weightKg"
FROM "Pet" p JOIN "Tenant" t ON t."id" = p."tenantId"
WHERE p."weightKg" IS NOT NULL;
ALTER TABLE "Pet" DROP COLUMN "weightKg";

-- One dose. Both dates are the kennel's days; on "expiresAt" it still protects.
CREATE TABLE "Vaccination" (
    "tenantId"       uuid        NOT NULL,
    "id"             uuid        NOT NULL DEFAULT gen_random_uuid(),
    "petId"          uuid        NOT NULL,
    "vaccine"        text        NOT NULL CHECK (length("vaccine") BETWEEN 1 AND 100),
    "administeredAt" date        NOT NULL,
    "expiresAt"      date        NOT NULL,
    "batch"          text        CHECK (length("batch") BETWEEN 1 AND 100),
    "veterinarian"   text        CHECK (length("veterinarian") BETWEEN 1 AND 200),
    "notes"          text        CHECK (length("notes") BETWEEN 1 AND 4000),
    "version"        integer     NOT NULL DEFAULT 1,
    "createdAt"      timestamptz NOT NULL DEFAULT now(),
    "updatedAt"      timestamptz NOT NULL DEFAULT now(),
    "archivedAt"     timestamptz,
    CONSTRAINT "Vaccination_pkey" PRIMARY KEY ("tenantId", "id"),
    CONSTRAINT "Vaccination_pet_fkey" FOREIGN KEY ("tenantId", "petId") REFERENCES "Pet" ("tenantId", "id"),
    CONSTRAINT "Vaccination_dates_check" CHECK ("expiresAt" >= "administeredAt")
);
-- The same dose is written down once; the newest of each vaccine is the first of its range.
CREATE UNIQUE INDEX "Vaccination_dose_key" ON "Vaccination" ("tenantId", "petId", lower("vaccine"), "administeredAt" DESC)
    WHERE "archivedAt" IS NULL;
CREATE TRIGGER "Vaccination_next_version" BEFORE UPDATE ON "Vaccination" FOR EACH ROW EXECUTE FUNCTION next_version();

-- Staff. "name" is what this kennel calls the person: what other kennels know of a user stays theirs.
ALTER TABLE "Membership" DROP CONSTRAINT "Membership_role_check";
ALTER TABLE "Membership"
    ADD COLUMN "name"      text,
    ADD COLUMN "version"   integer     NOT NULL DEFAULT 1,
    ADD COLUMN "updatedAt" timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN "removedAt" timestamptz; -- no member any more; the row stays, so that what they did keeps its name
UPDATE "Membership" m SET "role" = upper(m."role"), "name" = u."name" FROM "User" u WHERE u."id" = m."userId";
ALTER TABLE "Membership"
    ALTER COLUMN "name" SET NOT NULL,
    ADD CONSTRAINT "Membership_name_check" CHECK (length("name") BETWEEN 1 AND 200),
    ADD CONSTRAINT "Membership_role_check"
        CHECK ("role" IN ('OWNER', 'MANAGER', 'STAFF', 'RECEPTIONIST', 'GROOMER', 'VIEWER'));
CREATE TRIGGER "Membership_next_version" BEFORE UPDATE ON "Membership" FOR EACH ROW EXECUTE FUNCTION next_version();

-- The last OWNER stays. The kennel's row is written, not only locked: the second of two owners who leave at the same
-- time then sees the first one gone, or under REPEATABLE READ fails.
CREATE FUNCTION keep_an_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW."tenantId" = OLD."tenantId" AND NEW."role" = 'OWNER' AND NEW."removedAt" IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE public."Tenant" SET "name" = "name" WHERE "id" = OLD."tenantId";
    IF NOT EXISTS (SELECT FROM public."Membership" m
                   WHERE m."tenantId" = OLD."tenantId" AND m."role" = 'OWNER' AND m."removedAt" IS NULL) THEN
        RAISE EXCEPTION 'the last OWNER of a kennel stays'
            USING ERRCODE = 'restrict_violation', TABLE = 'Membership', CONSTRAINT = 'Membership_last_owner',
                HINT = 'Make someone else an OWNER first.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "Membership_last_owner" AFTER UPDATE OR DELETE ON "Membership" FOR EACH ROW
    WHEN (OLD."role" = 'OWNER' AND OLD."removedAt" IS NULL) EXECUTE FUNCTION keep_an_owner();

-- Adds a member to the tenant in scope, or takes one back who was removed, and answers the user's id. Runs as the owner
-- since the mail may belong to a user whom only other kennels know: the answer is the same for a new one.
CREATE FUNCTION add_member(member_email text, member_name text, member_role text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tenant constant uuid := public.current_tenant();
    person uuid;
BEGIN
    INSERT INTO public."User" ("email", "name") VALUES (member_email, member_name)
        ON CONFLICT (lower("email")) DO NOTHING;
    SELECT u."id" INTO STRICT person FROM public."User" u WHERE lower(u."email") = lower(member_email);
    INSERT INTO public."Membership" AS m ("tenantId", "userId", "role", "name")
        VALUES (tenant, person, member_role, member_name)
        ON CONFLICT ("tenantId", "userId") DO UPDATE
            SET "role" = EXCLUDED."role", "name" = EXCLUDED."name", "removedAt" = NULL
            WHERE m."removedAt" IS NOT NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'is a member already'
            USING ERRCODE = 'unique_violation', TABLE = 'Membership', CONSTRAINT = 'Membership_pkey';
    END IF;
    RETURN person;
END $$;
GRANT EXECUTE ON FUNCTION add_member(text, text, text) TO barkbase_app;

-- What a POST answered, so that sending it again answers the same. The row is written in the transaction of the work
-- itself: a second request with the key waits for the first, and what failed leaves no row.
CREATE TABLE "IdempotencyKey" (
    "tenantId"  uuid        NOT NULL,
    "key"       text        NOT NULL CHECK (length("key") BETWEEN 1 AND 255),
    "route"     text        NOT NULL CHECK (length("route") BETWEEN 1 AND 200),
    "bodyHash"  bytea       NOT NULL CHECK (length("bodyHash") = 32), -- SHA-256
    "status"    integer     CHECK ("status" BETWEEN 200 AND 499),
    "answer"    text,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("tenantId", "key"),
    CONSTRAINT "IdempotencyKey_tenant_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id"),
    CONSTRAINT "IdempotencyKey_answer_check" CHECK (("status" IS NULL) = ("answer" IS NULL))
);
CREATE INDEX "IdempotencyKey_age_idx" ON "IdempotencyKey" ("tenantId", "createdAt");

ALTER TABLE "PetWeight" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Vaccination" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "IdempotencyKey" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "PetWeight_isolation" ON "PetWeight" TO barkbase_app
    USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant());
CREATE POLICY "Vaccination_isolation" ON "Vaccination" TO barkbase_app
    USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant());
CREATE POLICY "IdempotencyKey_isolation" ON "IdempotencyKey" TO barkbase_app
    USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant());
-- A key lives a day. Whoever uses one deletes the tenant's older ones first, and can't delete a younger one.
CREATE POLICY "IdempotencyKey_expiry" ON "IdempotencyKey" AS RESTRICTIVE FOR DELETE TO barkbase_app
    USING ("createdAt" < now() - interval '1 day');

GRANT SELECT, INSERT, UPDATE ON "PetWeight", "Vaccination" TO barkbase_app;
GRANT SELECT, INSERT, DELETE, UPDATE ("status", "answer") ON "IdempotencyKey" TO barkbase_app;
GRANT UPDATE ("role", "name", "removedAt") ON "Membership" TO barkbase_app;
-- Of a person a kennel sees what it typed itself: the mail.
REVOKE SELECT ON "User" FROM barkbase_app;
GRANT SELECT ("id", "email") ON "User" TO barkbase_app;
