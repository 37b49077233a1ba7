package com.barkbase;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.Scope;
import com.barkbase.db.StatementException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the schema holds by itself, whatever a service forgets. */
class SchemaIT {

    @Test
    void everyTableOfATenantHasRowLevelSecurityWithAPolicyForTheServiceRole() {
        List<String> tables = Kennels.owner().query("""
                SELECT c.relname::text AS name FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND (c.relname = 'Tenant' OR EXISTS (SELECT FROM pg_attribute a
                       WHERE a.attrelid = c.oid AND a.attname = 'tenantId' AND NOT a.attisdropped))
                ORDER BY 1
                """, row -> row.string("name"));
        List<String> isolated = Kennels.owner().query("""
                SELECT c.relname::text AS name FROM pg_class c
                WHERE c.relrowsecurity AND NOT c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p
                      WHERE p.polrelid = c.oid AND p.polroles = ARRAY['barkbase_app'::regrole::oid] AND p.polcmd = '*'
                        AND pg_get_expr(p.polqual, c.oid) LIKE '%= current_tenant())'
                        AND pg_get_expr(p.polwithcheck, c.oid) = pg_get_expr(p.polqual, c.oid))
                ORDER BY 1
                """, row -> row.string("name"));
        assertThat(tables).contains("Tenant", "Membership", "Owner", "Pet", "PetOwner");
        assertThat(isolated).isEqualTo(tables);
    }

    @Test
    void everyKeyAndForeignKeyOfATenantBeginsWithItsId() {
        List<String> others = Kennels.owner().query("""
                SELECT conname::text AS name FROM pg_constraint k
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'tenantId'
                WHERE k.contype IN ('p', 'u', 'f') AND k.conkey[1] <> a.attnum
                """, row -> row.string("name"));
        assertThat(others).containsExactly("Membership_user_fkey"); // a user belongs to no tenant
    }

    @Test
    void serviceRoleMayDeleteLinksAndExpiredKeysAndNothingElse() {
        List<String> grants = Kennels.owner().query("""
                SELECT table_name || ' ' || privilege_type AS grant FROM information_schema.role_table_grants
                WHERE grantee IN ('barkbase_app', 'PUBLIC') AND table_schema = 'public'
                  AND privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE')
                """, row -> row.string("grant"));
        assertThat(grants).containsExactlyInAnyOrder("IdempotencyKey DELETE", "PetOwner DELETE");
    }

    @Test
    void noTenantInScopeIsAnErrorWithTheRemedy() {
        Kennels.addPet(HARBOR, "Biscuit");
        assertThatThrownBy(() -> Kennels.services().query("SELECT * FROM \"Pet\""))
                .isInstanceOf(StatementException.class)
                .hasMessageContaining("no tenant in scope")
                .hasMessageContaining("Run the statement through pool.asTenant(tenantId).");
    }

    @Test
    void tenantOfAFinishedStatementIsInScopeNoMore() {
        Kennels.addPet(HARBOR, "Biscuit");
        Kennels.services().asTenant(HARBOR).query("SELECT * FROM \"Pet\"");
        assertThatThrownBy(() -> Kennels.services().query("SELECT * FROM \"Pet\""))
                .hasMessageContaining("no tenant in scope");
    }

    @Test
    void tenantSeesItselfAlone() {
        assertThat(Kennels.services().asTenant(PINE).query("SELECT \"id\" FROM \"Tenant\"", row -> row.uuid("id")))
                .containsExactly(PINE);
    }

    @Test
    void rowOfAnotherTenantCannotBeWritten() {
        assertThatThrownBy(() -> Kennels.services()
                        .asTenant(HARBOR)
                        .update("INSERT INTO \"Owner\" (\"tenantId\", \"name\") VALUES ($1, 'Mallory')", PINE))
                .isInstanceOf(StatementException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void referenceToAnotherTenantIsImpossibleEvenForTheOwner() {
        UUID foreignPet = Kennels.addPet(PINE, "Aspen");
        UUID ownOwner = primaryOwner(Kennels.addPet(HARBOR, "Biscuit"));
        assertThatThrownBy(() -> Kennels.owner()
                        .update(
                                "INSERT INTO \"PetOwner\" (\"tenantId\", \"petId\", \"ownerId\") VALUES ($1, $2, $3)",
                                HARBOR,
                                foreignPet,
                                ownOwner))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo("PetOwner_pet_fkey"));
    }

    @Test
    void petWithoutALinkToItsPrimaryOwnerIsRefused() {
        UUID owner = primaryOwner(Kennels.addPet(HARBOR, "Biscuit"));
        assertThatThrownBy(() -> Kennels.services().asTenant(HARBOR).update("""
                                INSERT INTO "Pet" ("tenantId", "primaryOwnerId", "name", "species")
                                VALUES ($1, $2, 'Stray', 'cat')
                                """, HARBOR, owner))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo("Pet_primary_owner_fkey"));
    }

    @Test
    void linkToThePrimaryOwnerCannotBeRemoved() {
        UUID pet = Kennels.addPet(HARBOR, "Biscuit");
        assertThatThrownBy(() -> Kennels.services()
                        .asTenant(HARBOR)
                        .update("DELETE FROM \"PetOwner\" WHERE \"petId\" = $1", pet))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo("Pet_primary_owner_fkey"));
    }

    @Test
    void sameChipInTwoKennelsTellsNeitherOfTheOther() {
        String chip = "UPDATE \"Pet\" SET \"microchip\" = '985000000000001' WHERE \"id\" = $1";
        Scope harbor = Kennels.services().asTenant(HARBOR);
        assertThat(harbor.update(chip, Kennels.addPet(HARBOR, "Biscuit"))).isEqualTo(1);
        assertThat(Kennels.services().asTenant(PINE).update(chip, Kennels.addPet(PINE, "Aspen")))
                .isEqualTo(1);
        UUID second = Kennels.addPet(HARBOR, "Moose");
        assertThatThrownBy(() -> harbor.update(chip, second))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo("Pet_microchip_key"));
    }

    @Test
    void pageOfPetsIsOneRangeOfItsIndex() {
        String plan = Kennels.owner().inTransaction(tx -> {
            tx.query("SELECT set_config('role', 'barkbase_app', true), set_config('app.tenant_id', $1, true)", HARBOR);
            tx.query("SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)");
            return String.join("\n", tx.query("""
                    EXPLAIN SELECT "id" FROM "Pet" WHERE ("name", "id") > ($1, $2) ORDER BY "name", "id" LIMIT 51
                    """, row -> row.string("QUERY PLAN"), "B", PINE));
        });
        assertThat(plan)
                .contains("\"Pet_name_idx\"")
                .containsPattern("Index Cond: .*\"tenantId\" = current_tenant\\(\\).*ROW\\(")
                .doesNotContain("Filter:", "Sort");
    }

    private static UUID primaryOwner(UUID pet) {
        return Kennels.owner()
                .query(
                        "SELECT \"primaryOwnerId\" FROM \"Pet\" WHERE \"id\" = $1",
                        row -> row.uuid("primaryOwnerId"),
                        pet)
                .getFirst();
    }
}
