package com.barkbase;

import com.barkbase.db.Statements;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All rows of one kennel, as the schema's owner sees them.
 *
 * @param word what every text holds that its people typed in
 * @param number its owner's phone and its pet's microchip
 * @param tables each table with a tenantId, and its rows as JSON, in an order that does not depend on their ids
 */
record KennelRows(UUID tenant, String word, String number, Map<String, List<String>> tables) {
    static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ID_COLUMN = Pattern.compile("\"(\\w+)\": \"(" + ID + ")\"");

    private static final String TABLES = """
            SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'tenantId'
            ORDER BY 1
            """;

    private static final String GIVEN = """
            WITH given AS (
                SELECT tenant, word, number, md5(tenant || 'user')::uuid AS person,
                    md5(tenant || 'owner')::uuid AS owner,
                    md5(tenant || 'second')::uuid AS second, md5(tenant || 'pet')::uuid AS pet
                FROM (SELECT $1::uuid AS tenant, $2::text AS word, $3::text AS number) AS kennel)
            """;

    private static final List<String> FILL = List.of("""
            INSERT INTO "Tenant" ("id", "name", "timeZone") SELECT tenant, word || ' Kennels', 'Etc/UTC' FROM given
            """, """
            INSERT INTO "User" ("id", "email", "name") SELECT person, word || '@staff.example', word FROM given
            """, """
            INSERT INTO "Membership" ("tenantId", "userId", "role", "name")
            SELECT tenant, person, 'STAFF', word || ' Groom' FROM given
            """, """
            INSERT INTO "Owner" ("tenantId", "id", "name", "email", "phone", "notes")
            SELECT tenant, owner, word || ' Human', word || '@example.com', number, 'key under ' || word FROM given
            UNION ALL SELECT tenant, second, word || ' Partner', NULL, NULL, NULL FROM given
            UNION ALL SELECT tenant, gen_random_uuid(), word || ' Stranger', NULL, NULL, NULL FROM given
            """, """
            INSERT INTO "Pet" ("tenantId", "id", "primaryOwnerId", "name", "species", "microchip")
            SELECT tenant, pet, owner, word || ' Dog', 'dog', number FROM given
            """, """
            INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId")
            SELECT tenant, pet, owner FROM given UNION ALL SELECT tenant, pet, second FROM given
            """, """
            INSERT INTO "PetWeight" ("tenantId", "petId", "measuredOn", "weightKg", "notes")
            SELECT tenant, pet, '2026-01-31', 12.5, 'scales of ' || word FROM given
            """, """
            INSERT INTO "Vaccination" ("tenantId", "petId", "vaccine", "administeredAt", "expiresAt", "batch")
            SELECT tenant, pet, word || ' rabies', '2026-01-01', '2027-01-01', word FROM given
            """, """
            INSERT INTO "IdempotencyKey" ("tenantId", "key", "route", "bodyHash", "status", "answer")
            SELECT tenant, word || '-key', 'POST /api/v1/owners', sha256(word::bytea), 201, 'answer to ' || word
            FROM given
            """);

    /** A new kennel with a row or two in every table. */
    static KennelRows fill(String name, String number) {
        UUID tenant = UUID.randomUUID();
        String word = name + tenant.toString().substring(0, 8);
        return Kennels.owner().inTransaction(tx -> {
            FILL.forEach(statement -> tx.update(GIVEN + statement, tenant, word, number));
            return new KennelRows(tenant, word, number, read(tx, tenant));
        });
    }

    private static Map<String, List<String>> read(Statements db, UUID tenant) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String table : db.query(TABLES, row -> row.string("name"))) {
            tables.put(table, db.query("""
                    SELECT to_jsonb(t)::text AS row FROM "%s" t WHERE "tenantId" = $1
                    ORDER BY regexp_replace(to_jsonb(t)::text, '%s', '', 'g')
                    """.formatted(table, ID), row -> row.string("row"), tenant));
        }
        return tables;
    }

    KennelRows now() {
        return new KennelRows(tenant, word, number, read(Kennels.owner(), tenant));
    }

    /** By what they are, such as {@code Pet.id}; the second of a table is {@code Owner.id 2}. */
    Map<String, String> ids() {
        Map<String, String> ids = new LinkedHashMap<>();
        tables.forEach((table, rows) -> rows.forEach(row -> ID_COLUMN
                .matcher(row)
                .results()
                .forEach(found -> add(ids, table + "." + found.group(1), found.group(2)))));
        return ids;
    }

    private static void add(Map<String, String> ids, String kind, String id) {
        String name = kind;
        for (int number = 2; ids.containsKey(name); number++) {
            name = kind + " " + number;
        }
        ids.put(name, id);
    }

    /** What its people typed in, by the column's name. */
    Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        tables.values().stream()
                .flatMap(List::stream)
                .forEach(row -> columns(row).forEach((name, value) -> {
                    if (value instanceof String text && (text.contains(word) || text.equals(number))) {
                        texts.computeIfAbsent(name.toString(), any -> new ArrayList<>())
                                .add(text);
                    }
                }));
        return texts;
    }

    Stream<String> secrets() {
        return texts().values().stream().flatMap(List::stream).distinct();
    }

    private static Map<?, ?> columns(String row) {
        return (Map<?, ?>) Jsonb.instance().type(Object.class).fromJson(row);
    }
}
