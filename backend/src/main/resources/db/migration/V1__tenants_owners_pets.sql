-- The first part of the schema: tenants and their people, pet owners, pets.
--
-- Rules that every table of a tenant keeps (a test reads them from the catalogue):
--   * its key begins with "tenantId", and so does every foreign key: no row can refer to another tenant's;
--   * row-level security is enabled, not forced: the owner is the system scope (migrations), the service role
--     barkbase_app sees the tenant in scope and nothing else;
--   * the service role is granted what the services do, and no more: nothing is deleted whose history matters.

DO $$
BEGIN
    IF current_setting('server_version_num')::int < 160000 THEN
        RAISE EXCEPTION 'BarkBase needs PostgreSQL 16 or newer, and this server is %: before 16 a role can''t be granted for SET alone.',
            current_setting('server_version');
    END IF;
END $$;

-- The service role belongs to the cluster: another database may have brought it already. Its login is set by whoever
-- runs the services, not here, so that no password is ever in a migration.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'barkbase_app') THEN
        CREATE ROLE barkbase_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database's migration was faster
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role barkbase_app does not exist and % may not create it; run as a superuser: ALTER ROLE % CREATEROLE;',
            current_user, quote_ident(current_user) USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'barkbase_app' AND (rolsuper OR rolbypassrls)) THEN
        RAISE EXCEPTION 'The role barkbase_app bypasses row-level security, so every tenant would see all; run as a superuser: ALTER ROLE barkbase_app NOSUPERUSER NOBYPASSRLS;';
    END IF;
    -- SET, so that asTenant can take the role; not INHERIT, so that the owner has nothing by it otherwise.
    IF NOT pg_has_role(current_user, 'barkbase_app', 'SET') THEN
        GRANT barkbase_app TO CURRENT_USER WITH SET TRUE, INHERIT FALSE;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role barkbase_app exists and % may not grant it to itself (the ADMIN option is missing); run as a superuser: GRANT barkbase_app TO % WITH ADMIN TRUE, SET TRUE, INHERIT FALSE;',
            current_user, quote_ident(current_user) USING ERRCODE = 'insufficient_privilege';
END $$;

-- A client that vanished without a word must not hold its connection, or its locks, for the kernel's 15 minutes. RDS
-- has no parameter for it, and a role's setting loads at login, not when the role is taken: so for both.
DO $$
BEGIN
    EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I SET tcp_user_timeout = ''30s''', current_database());
    EXECUTE format('ALTER ROLE barkbase_app IN DATABASE %I SET tcp_user_timeout = ''30s''', current_database());
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'tcp_user_timeout is not set for barkbase_app: % is not its administrator.', current_user;
END $$;

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO barkbase_app', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO barkbase_app;

-- An error, never zero rows: a forgotten scope is a fault of the program and must look like one.
CREATE FUNCTION current_tenant() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
    tenant constant text := pg_catalog.current_setting('app.tenant_id', true);
BEGIN
    IF tenant IS NULL OR tenant = '' THEN
        RAISE EXCEPTION 'no tenant in scope'
            USING ERRCODE = 'insufficient_privilege', HINT = 'Run the statement through pool.asTenant(tenantId).';
    END IF;
    RETURN tenant::uuid;
END $$;
REVOKE ALL ON FUNCTION current_tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_tenant() TO barkbase_app;

-- A kennel.
CREATE TABLE "Tenant" (
    "id"        uuid        NOT NULL DEFAULT gen_random_uuid(),
    "name"      text        NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "timeZone"  text        NOT NULL, -- IANA name: "today" is the kennel's day, not UTC's
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "Tenant_pkey" PRIMARY KEY ("id")
);

-- A person who signs in. Belongs to no tenant: one person may work for several kennels.
CREATE TABLE "User" (
    "id"        uuid        NOT NULL DEFAULT gen_random_uuid(),
    "email"     text        NOT NULL CHECK ("email" LIKE '%_@_%'),
    "name"      text        NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "User_email_key" ON "User" (lower("email"));

-- Who may act for which kennel, and as what.
CREATE TABLE "Membership" (
    "tenantId"  uuid        NOT NULL,
    "userId"    uuid        NOT NULL,
    "role"      text        NOT NULL CHECK ("role" IN ('owner', 'manager', 'staff')),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "Membership_pkey" PRIMARY KEY ("tenantId", "userId"),
    CONSTRAINT "Membership_tenant_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id"),
    CONSTRAINT "Membership_user_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
);
CREATE INDEX "Membership_user_idx" ON "Membership" ("userId", "tenantId");

-- A pet's human; a client of the kennel, not a user of the program.
CREATE TABLE "Owner" (
    "tenantId"  uuid        NOT NULL,
    "id"        uuid        NOT NULL DEFAULT gen_random_uuid(),
    "name"      text        NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "email"     text        CHECK ("email" LIKE '%_@_%'),
    "phone"     text        CHECK (length("phone") BETWEEN 3 AND 40),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "Owner_pkey" PRIMARY KEY ("tenantId", "id"),
    CONSTRAINT "Owner_tenant_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id")
);
CREATE INDEX "Owner_name_idx" ON "Owner" ("tenantId", "name", "id");

CREATE TABLE "Pet" (
    "tenantId"       uuid        NOT NULL,
    "id"             uuid        NOT NULL DEFAULT gen_random_uuid(),
    "primaryOwnerId" uuid        NOT NULL,
    "name"           text        NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "species"        text        NOT NULL CHECK ("species" IN ('dog', 'cat', 'rabbit', 'guinea pig', 'hamster', 'ferret', 'bird', 'reptile', 'other')),
    "breed"          text,
    "sex"            text        CHECK ("sex" IN ('female', 'male')),
    "birthDate"      date,
    "weightKg"       numeric     CHECK ("weightKg" > 0 AND "weightKg" < 10000),
    "microchip"      text        CHECK ("microchip" ~ '^[0-9]{15}$'), -- ISO 11784
    "createdAt"      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "Pet_pkey" PRIMARY KEY ("tenantId", "id"),
    CONSTRAINT "Pet_tenant_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id"),
    CONSTRAINT "Pet_microchip_key" UNIQUE ("tenantId", "microchip")
);
-- A page of the list is one range of this index.
CREATE INDEX "Pet_name_idx" ON "Pet" ("tenantId", "name", "id");

-- Whose pet it is.
CREATE TABLE "PetOwner" (
    "tenantId"  uuid        NOT NULL,
    "petId"     uuid        NOT NULL,
    "ownerId"   uuid        NOT NULL,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "PetOwner_pkey" PRIMARY KEY ("tenantId", "petId", "ownerId"),
    CONSTRAINT "PetOwner_pet_fkey" FOREIGN KEY ("tenantId", "petId") REFERENCES "Pet" ("tenantId", "id"),
    CONSTRAINT "PetOwner_owner_fkey" FOREIGN KEY ("tenantId", "ownerId") REFERENCES "Owner" ("tenantId", "id")
);
CREATE INDEX "PetOwner_owner_idx" ON "PetOwner" ("tenantId", "ownerId", "petId");

-- Exactly one primary owner a pet, without a trigger: a column holds one value, and it must be one of the pet's links.
-- Deferred, since a new pet and its first link need each other.
ALTER TABLE "Pet"
    ADD CONSTRAINT "Pet_primary_owner_fkey" FOREIGN KEY ("tenantId", "id", "primaryOwnerId")
        REFERENCES "PetOwner" ("tenantId", "petId", "ownerId") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "Tenant" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "User" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Membership" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Owner" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Pet" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "PetOwner" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Tenant_isolation" ON "Tenant" TO barkbase_app
    USING ("id" = current_tenant()) WITH CHECK ("id" = current_tenant());
-- Colleagues only: a person is seen through a membership of the tenant in scope.
CREATE POLICY "User_isolation" ON "User" FOR SELECT TO barkbase_app
    USING (EXISTS (SELECT FROM "Membership" m WHERE m."tenantId" = current_tenant() AND m."userId" = "User"."id"));
CREATE POLICY "Membership_isolation" ON "Membership" TO barkbase_app
    USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant());
CREATE POLICY "Owner_isolation" ON "Owner" TO barkbase_app
    USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant());
CREATE POLICY "Pet_isolation" ON "Pet" TO barkbase_app
    USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant());
CREATE POLICY "PetOwner_isolation" ON "PetOwner" TO barkbase_app
    USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant());

GRANT SELECT ON "Tenant", "User", "Membership" TO barkbase_app;
GRANT SELECT, INSERT, UPDATE ON "Owner", "Pet" TO barkbase_app;
GRANT SELECT, INSERT, DELETE ON "PetOwner" TO barkbase_app;
