-- Nobody's kennel: one row of everything that a function reads. Each reads it once before Lambda takes the snapshot
-- that its environments start from, so that the first real request is not the first one with rows
-- (docs/decisions/0010). No person is behind its only member, so no token names it, and no other kennel sees it.

INSERT INTO "Tenant" ("id", "name", "timeZone")
VALUES ('00000000-0000-0000-0000-000000000000', 'Nobody''s kennel', 'UTC');

INSERT INTO "User" ("id", "email", "name")
VALUES ('00000000-0000-0000-0000-000000000000', 'nobody@barkbase.invalid', 'Nobody');

INSERT INTO "Membership" ("tenantId", "userId", "role", "name")
VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'OWNER', 'Nobody');

INSERT INTO "Owner" ("tenantId", "id", "name", "email", "phone", "street", "city", "region", "postalCode", "country",
    "emergencyContact", "notes")
VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'Nobody',
    'nobody@barkbase.invalid', '000', 'Nowhere', 'Nowhere', 'Nowhere', '0', 'ZZ', 'Nobody', 'Nothing');

INSERT INTO "Pet" ("tenantId", "id", "primaryOwnerId", "name", "species", "breed", "sex", "birthDate", "microchip",
    "allergies", "diet", "medication", "notes", "aggressive")
VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000',
    '00000000-0000-0000-0000-000000000000', 'Nobody', 'other', 'None', 'female', '2000-01-01', '000000000000000',
    'None', 'None', 'None', 'Nothing', true);

INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId")
VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000',
    '00000000-0000-0000-0000-000000000000');

INSERT INTO "PetWeight" ("tenantId", "id", "petId", "measuredOn", "weightKg", "notes")
VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000',
    '00000000-0000-0000-0000-000000000000', '2000-01-01', 1.5, 'Nothing');

-- Expired, and so due on every day.
INSERT INTO "Vaccination" ("tenantId", "id", "petId", "vaccine", "administeredAt", "expiresAt", "batch", "veterinarian",
    "notes")
VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000',
    '00000000-0000-0000-0000-000000000000', 'None', '2000-01-01', '2000-01-01', 'None', 'Nobody', 'Nothing');
