CREATE SCHEMA IF NOT EXISTS "flyway_it";
CREATE TABLE "flyway_it"."Vaccine" (
    "id"   integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    "name" text    NOT NULL,
    CONSTRAINT "Vaccine_pkey" PRIMARY KEY ("id")
);
INSERT INTO "flyway_it"."Vaccine" ("name") VALUES ('rabies'), ('distemper; "canine"');
