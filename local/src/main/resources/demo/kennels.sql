-- Two kennels as they could be: what ./barkbase dev shows to who has no data yet. Run in one transaction; a statement
-- ends with a semicolon at a line's end. Ids are fixed, so that links to them stay right; vaccinations are given in days
-- from now, so that some are due.

INSERT INTO "Tenant" ("id", "name", "timeZone") VALUES
    ('a1000000-0000-4000-8000-000000000001', 'Harbor Street Kennels', 'America/New_York'),
    ('b2000000-0000-4000-8000-000000000002', 'Pine Ridge Pet Lodge', 'America/Denver');

INSERT INTO "User" ("id", "name", "email") VALUES
    ('c0000000-0000-4000-8000-000000000001', 'Nora Haskell', 'nora@harborstreet.example'),
    ('c0000000-0000-4000-8000-000000000002', 'Grant Ellison', 'grant@pineridge.example');

INSERT INTO "Membership" ("tenantId", "userId", "name", "role") VALUES
    ('a1000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000001', 'Nora Haskell', 'OWNER'),
    ('b2000000-0000-4000-8000-000000000002', 'c0000000-0000-4000-8000-000000000002', 'Grant Ellison', 'OWNER');

-- Harbor Street Kennels: clients, then animals with their primary owners, then who else brings and fetches them.

INSERT INTO "Owner" ("tenantId", "id", "name", "email", "phone")
SELECT 'a1000000-0000-4000-8000-000000000001', md5('a1 owner ' || name)::uuid, name, mail || '@example.com', '+1 202 555 '
    || extension
FROM (VALUES
    ('Anna Lindqvist', 'anna.lindqvist', '0142'),
    ('Marcus Bell', 'marcus.bell', '0143'),
    ('Priya Raman', 'priya.raman', '0144'),
    ('Tom Okafor', 'tom.okafor', '0145'),
    ('Elena Petrova', 'elena.petrova', '0146'),
    ('Grace Whitfield', 'grace.whitfield', '0147'),
    ('Diego Fuentes', 'diego.fuentes', '0148'),
    ('Hannah Weiss', 'hannah.weiss', '0149'),
    ('Samuel Adeyemi', 'samuel.adeyemi', '0150'),
    ('Julia Novak', 'julia.novak', '0151'),
    ('Ben Carver', 'ben.carver', '0152'),
    ('Mei Tanaka', 'mei.tanaka', '0153'),
    ('Rosa Delgado', 'rosa.delgado', '0154'),
    ('Peter Lindqvist', 'peter.lindqvist', '0155')
) AS client (name, mail, extension);

WITH animal (name, species, breed, sex, born, kg, owner) AS (VALUES
    ('Biscuit', 'dog', 'Beagle', 'female', '2019-04-12', 11.2, 'Anna Lindqvist'),
    ('Moose', 'dog', 'Bernese Mountain Dog', 'male', '2020-09-03', 46.5, 'Anna Lindqvist'),
    ('Juniper', 'dog', 'Border Collie', 'female', '2021-05-21', 17.8, 'Marcus Bell'),
    ('Clementine', 'cat', 'Domestic Shorthair', 'female', '2018-07-30', 4.3, 'Marcus Bell'),
    ('Ravi', 'dog', 'Labrador Retriever', 'male', '2017-11-15', 33.1, 'Priya Raman'),
    ('Saffron', 'cat', 'Abyssinian', 'female', '2022-02-08', 3.6, 'Priya Raman'),
    ('Duke', 'dog', 'German Shepherd', 'male', '2016-03-19', 38.4, 'Tom Okafor'),
    ('Pepper', 'dog', 'Miniature Schnauzer', 'female', '2020-12-01', 7.4, 'Tom Okafor'),
    ('Misha', 'cat', 'Siberian', 'male', '2019-10-26', 6.1, 'Elena Petrova'),
    ('Zorya', 'rabbit', 'Holland Lop', 'female', '2023-03-14', 1.7, 'Elena Petrova'),
    ('Winston', 'dog', 'English Bulldog', 'male', '2018-01-09', 24.6, 'Grace Whitfield'),
    ('Tilly', 'dog', 'Cavalier King Charles Spaniel', 'female', '2021-08-17', 7.9, 'Grace Whitfield'),
    ('Chispa', 'dog', 'Chihuahua', 'female', '2022-06-05', 2.4, 'Diego Fuentes'),
    ('Bruno', 'dog', 'Boxer', 'male', '2019-09-22', 30.2, 'Diego Fuentes'),
    ('Mozart', 'bird', 'Cockatiel', 'male', '2020-04-18', 0.092, 'Hannah Weiss'),
    ('Schnitzel', 'dog', 'Dachshund', 'male', '2018-05-11', 8.8, 'Hannah Weiss'),
    ('Koko', 'dog', 'Boerboel', 'female', '2021-01-28', 52.3, 'Samuel Adeyemi'),
    ('Simba', 'cat', 'Maine Coon', 'male', '2020-08-08', 7.2, 'Samuel Adeyemi'),
    ('Bublina', 'guinea pig', 'Abyssinian', 'female', '2023-07-02', 0.95, 'Julia Novak'),
    ('Cedar', 'dog', 'Golden Retriever', 'male', '2017-06-24', 31.7, 'Ben Carver'),
    ('Maple', 'dog', 'Golden Retriever', 'female', '2017-06-24', 28.9, 'Ben Carver'),
    ('Mochi', 'cat', 'Japanese Bobtail', 'female', '2021-11-11', 3.2, 'Mei Tanaka'),
    ('Yuki', 'dog', 'Shiba Inu', 'female', '2019-12-30', 9.1, 'Mei Tanaka'),
    ('Canela', 'dog', NULL, 'female', NULL, 13.5, 'Rosa Delgado'),
    ('Luna', 'cat', 'Siamese', 'female', '2022-09-09', 3.9, 'Rosa Delgado'),
    ('Pickle', 'hamster', 'Syrian', 'male', '2024-02-20', 0.14, 'Julia Novak')
), pet AS (
    INSERT INTO "Pet" ("tenantId", "id", "primaryOwnerId", "name", "species", "breed", "sex", "birthDate")
    SELECT 'a1000000-0000-4000-8000-000000000001', md5('a1 pet ' || name)::uuid, md5('a1 owner ' || owner)::uuid, name,
        species, breed, sex, born::date
    FROM animal
)
INSERT INTO "PetWeight" ("tenantId", "id", "petId", "measuredOn", "weightKg")
SELECT 'a1000000-0000-4000-8000-000000000001', md5('a1 weight ' || name)::uuid, md5('a1 pet ' || name)::uuid, '2026-06-01', kg FROM animal;

INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId")
SELECT "tenantId", "id", "primaryOwnerId" FROM "Pet" WHERE "tenantId" = 'a1000000-0000-4000-8000-000000000001'
UNION ALL
SELECT 'a1000000-0000-4000-8000-000000000001', md5('a1 pet ' || pet)::uuid, md5('a1 owner ' || owner)::uuid
FROM (VALUES ('Biscuit', 'Peter Lindqvist'), ('Moose', 'Peter Lindqvist')) AS also (pet, owner);

-- Pine Ridge Pet Lodge: clients, then animals with their primary owners, then who else brings and fetches them.

INSERT INTO "Owner" ("tenantId", "id", "name", "email", "phone")
SELECT 'b2000000-0000-4000-8000-000000000002', md5('b2 owner ' || name)::uuid, name, mail || '@example.com', '+1 202 555 '
    || extension
FROM (VALUES
    ('Laura Hensley', 'laura.hensley', '0161'),
    ('Derek Cho', 'derek.cho', '0162'),
    ('Fatima Zahra', 'fatima.zahra', '0163'),
    ('Owen Gallagher', 'owen.gallagher', '0164'),
    ('Ines Moreau', 'ines.moreau', '0165'),
    ('Caleb Stone', 'caleb.stone', '0166'),
    ('Nadia Haddad', 'nadia.haddad', '0167'),
    ('Walter Brandt', 'walter.brandt', '0168'),
    ('Sofia Rossi', 'sofia.rossi', '0169'),
    ('Jamal Turner', 'jamal.turner', '0170'),
    ('Ruth Abrams', 'ruth.abrams', '0171'),
    ('Victor Chen', 'victor.chen', '0172'),
    ('Michael Hensley', 'michael.hensley', '0173')
) AS client (name, mail, extension);

WITH animal (name, species, breed, sex, born, kg, owner) AS (VALUES
    ('Aspen', 'dog', 'Siberian Husky', 'female', '2018-12-12', 22.7, 'Laura Hensley'),
    ('Ranger', 'dog', 'Australian Shepherd', 'male', '2020-03-27', 26.4, 'Laura Hensley'),
    ('Bori', 'dog', 'Jindo', 'male', '2019-02-14', 19.3, 'Derek Cho'),
    ('Tofu', 'rabbit', 'Netherland Dwarf', 'male', '2023-01-05', 1.1, 'Derek Cho'),
    ('Noor', 'cat', 'Persian', 'female', '2017-08-19', 4.8, 'Fatima Zahra'),
    ('Zaytoun', 'dog', 'Saluki', 'male', '2021-04-02', 25.6, 'Fatima Zahra'),
    ('Finn', 'dog', 'Irish Setter', 'male', '2018-10-10', 29.8, 'Owen Gallagher'),
    ('Clover', 'dog', 'Soft-Coated Wheaten Terrier', 'female', '2022-05-16', 15.2, 'Owen Gallagher'),
    ('Voltaire', 'bird', 'African Grey', 'male', '2009-06-01', 0.43, 'Ines Moreau'),
    ('Colette', 'dog', 'French Bulldog', 'female', '2021-09-29', 10.6, 'Ines Moreau'),
    ('Boone', 'dog', 'Bluetick Coonhound', 'male', '2016-11-07', 32.5, 'Caleb Stone'),
    ('Dakota', 'dog', 'Catahoula Leopard Dog', 'female', '2019-05-23', 27.1, 'Caleb Stone'),
    ('Luna', 'dog', 'Standard Poodle', 'female', '2020-07-14', 23.4, 'Nadia Haddad'),
    ('Cleo', 'cat', 'Sphynx', 'female', '2022-03-31', 3.7, 'Nadia Haddad'),
    ('Otto', 'dog', 'Rottweiler', 'male', '2018-02-18', 48.9, 'Walter Brandt'),
    ('Heidi', 'dog', 'Saint Bernard', 'female', '2019-08-04', 61.0, 'Walter Brandt'),
    ('Gnocchi', 'dog', 'Lagotto Romagnolo', 'male', '2021-12-20', 14.3, 'Sofia Rossi'),
    ('Olivia', 'cat', 'Ragdoll', 'female', '2020-01-25', 5.5, 'Sofia Rossi'),
    ('Ace', 'dog', 'American Staffordshire Terrier', 'male', '2020-10-31', 28.2, 'Jamal Turner'),
    ('Blue', 'reptile', 'Blue-tongued skink', 'male', '2018-04-09', 0.48, 'Jamal Turner'),
    ('Bagel', 'dog', 'Pembroke Welsh Corgi', 'male', '2021-02-22', 12.4, 'Ruth Abrams'),
    ('Latke', 'cat', 'Domestic Longhair', 'male', '2019-12-23', 6.6, 'Ruth Abrams'),
    ('Dumpling', 'dog', 'Pug', 'female', '2020-05-30', 7.7, 'Victor Chen'),
    ('Oolong', 'ferret', NULL, 'male', '2022-08-13', 1.3, 'Victor Chen'),
    ('Scout', 'dog', NULL, 'female', NULL, 18.0, 'Michael Hensley')
), pet AS (
    INSERT INTO "Pet" ("tenantId", "id", "primaryOwnerId", "name", "species", "breed", "sex", "birthDate")
    SELECT 'b2000000-0000-4000-8000-000000000002', md5('b2 pet ' || name)::uuid, md5('b2 owner ' || owner)::uuid, name,
        species, breed, sex, born::date
    FROM animal
)
INSERT INTO "PetWeight" ("tenantId", "id", "petId", "measuredOn", "weightKg")
SELECT 'b2000000-0000-4000-8000-000000000002', md5('b2 weight ' || name)::uuid, md5('b2 pet ' || name)::uuid, '2026-06-01', kg FROM animal;

INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId")
SELECT "tenantId", "id", "primaryOwnerId" FROM "Pet" WHERE "tenantId" = 'b2000000-0000-4000-8000-000000000002'
UNION ALL
SELECT 'b2000000-0000-4000-8000-000000000002', md5('b2 pet ' || pet)::uuid, md5('b2 owner ' || owner)::uuid
FROM (VALUES ('Aspen', 'Michael Hensley'), ('Scout', 'Laura Hensley')) AS also (pet, owner);

-- A chip's number begins with the maker's or the country's code; dogs of this country have one.
UPDATE "Pet" SET "microchip" =
    '985' || lpad((('x' || substr(md5("id"::text), 1, 10))::bit(40)::bigint % 1000000000000)::text, 12, '0')
WHERE "species" = 'dog';

-- What whoever cares for them has to know.
UPDATE "Pet" SET "allergies" = 'Chicken, also in treats' WHERE "name" IN ('Juniper', 'Ranger');
UPDATE "Pet" SET "medicationRequired" = true, "medication" = 'Insulin, 4 units with each meal'
    WHERE "name" IN ('Duke', 'Noor');
UPDATE "Pet" SET "medicationRequired" = true WHERE "name" = 'Cedar';
UPDATE "Pet" SET "diet" = 'Kidney diet, brought by the owner' WHERE "name" IN ('Clementine', 'Cleo');
UPDATE "Pet" SET "specialNeeds" = true, "notes" = 'Deaf: approach from the front.' WHERE "name" IN ('Chispa', 'Boone');
UPDATE "Pet" SET "escapeArtist" = true WHERE "name" IN ('Moose', 'Aspen');

-- Doses by how many days from now they protect: some are overdue, some due, and the first Rabies one has been renewed.
INSERT INTO "Vaccination" ("tenantId", "petId", "vaccine", "administeredAt", "expiresAt", "veterinarian")
SELECT p."tenantId", p."id", vaccine, current_date + days - 365, current_date + days, veterinarian
FROM (VALUES
    ('Biscuit', 'Rabies', -340, 'Dr. Ellen Marsh'),
    ('Biscuit', 'Rabies', 21, 'Dr. Ellen Marsh'),
    ('Biscuit', 'Bordetella', 160, 'Dr. Ellen Marsh'),
    ('Moose', 'Distemper', -12, 'Dr. Ellen Marsh'),
    ('Juniper', 'Bordetella', 3, 'Dr. Ellen Marsh'),
    ('Clementine', 'FVRCP', 9, 'Dr. Jonah Pryce'),
    ('Duke', 'Rabies', -2, 'Dr. Jonah Pryce'),
    ('Koko', 'Leptospirosis', 28, 'Dr. Jonah Pryce'),
    ('Winston', 'Rabies', 210, 'Dr. Jonah Pryce'),
    ('Aspen', 'Rabies', -30, 'Dr. Carla Weston'),
    ('Aspen', 'Bordetella', 14, 'Dr. Carla Weston'),
    ('Noor', 'FVRCP', 6, 'Dr. Carla Weston'),
    ('Finn', 'Distemper', 25, 'Dr. Sam Whitaker'),
    ('Boone', 'Rabies', 190, 'Dr. Sam Whitaker')
) AS dose (pet, vaccine, days, veterinarian)
JOIN "Pet" p ON p."name" = pet;
