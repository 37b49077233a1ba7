CREATE INDEX CONCURRENTLY "Vaccine_name_idx" ON "flyway_it"."Vaccine" ("name");
