package com.barkbase;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.Scope;
import com.barkbase.db.StatementException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the schema holds by itself, whatever a service forgets. */
class SchemaIT {

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
