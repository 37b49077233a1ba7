package com.barkbase;

import static com.barkbase.Kennels.HARBOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.Scope;
import com.barkbase.db.StatementException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database holds of a kennel's client files, and of answers that can be repeated. */
class ClientFilesIT {

    private static final String DOSE = """
            INSERT INTO "Vaccination" ("tenantId", "petId", "vaccine", "administeredAt", "expiresAt")
            VALUES ($1, $2, $3, $4, $5)
            """;

    private final Scope harbor = Kennels.services().asTenant(HARBOR);

    @ParameterizedTest
    @ValueSource(
            strings = {"oyvind", "ØYVIND", "capek", "Čapek", "ØY", "strasse", "%", "555 0199", "2025550199", "VIND@"})
    void ownerIsFoundWithoutAccentsAndCapitals(String words) {
        UUID id = UUID.randomUUID();
        harbor.update("""
                INSERT INTO "Owner" ("tenantId", "id", "name", "email", "phone")
                VALUES ($1, $2, 'Øyvind Čapek-Straße 100%', 'Oyvind@example.com', '+1 (202) 555 0199')
                """, HARBOR, id);
        assertThat(harbor.query(
                        "SELECT \"id\" FROM \"Owner\" WHERE position(searchable($1) IN \"search\") > 0",
                        row -> row.uuid("id"),
                        words))
                .contains(id);
    }

    @ParameterizedTest
    @CsvSource({"Owner", "Pet", "PetWeight", "Vaccination"})
    void everyChangeMakesANewVersionWhateverTheServiceWrites(String table) {
        UUID pet = Kennels.addPet(HARBOR, "Biscuit");
        harbor.update(DOSE, HARBOR, pet, "Rabies", "2026-01-01", "2027-01-01");
        var row = harbor.query("""
                        UPDATE "%s" SET "version" = 40, "notes" = 'new'
                        WHERE "id" = (SELECT "id" FROM "%s" ORDER BY "createdAt" DESC LIMIT 1)
                        RETURNING "version", "updatedAt" >= "createdAt" AS later
                        """.formatted(table, table)).first().orElseThrow();
        assertThat(row.integer("version")).isEqualTo(2);
        assertThat(row.bool("later")).isTrue();
    }

    @Test
    void vaccinationEndsNotBeforeItBegins() {
        UUID pet = Kennels.addPet(HARBOR, "Biscuit");
        assertThat(harbor.update(DOSE, HARBOR, pet, "Rabies", "2026-01-01", "2026-01-01"))
                .isEqualTo(1);
        assertRefused(
                "Vaccination_dates_check",
                () -> harbor.update(DOSE, HARBOR, pet, "Rabies", "2026-01-02", "2026-01-01"));
    }

    @Test
    void sameDoseIsWrittenDownOnceUnlessTheFirstIsArchived() {
        UUID pet = Kennels.addPet(HARBOR, "Biscuit");
        harbor.update(DOSE, HARBOR, pet, "Rabies", "2026-01-01", "2027-01-01");
        ThrowingCallable again = () -> harbor.update(DOSE, HARBOR, pet, "rabies", "2026-01-01", "2029-01-01");
        assertRefused("Vaccination_dose_key", again);
        harbor.update("UPDATE \"Vaccination\" SET \"archivedAt\" = now() WHERE \"petId\" = $1", pet);
        assertThat(harbor.update(DOSE, HARBOR, pet, "rabies", "2026-01-01", "2029-01-01"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "status, asleep, Pet_status_check",
        "birthDate, 1899-12-31, Pet_birth_date_check",
        "allergies, '', Pet_allergies_check",
        "microchip, 12345, Pet_microchip_check"
    })
    void petRefusesWhatItCannotBe(String column, String value, String constraint) {
        UUID pet = Kennels.addPet(HARBOR, "Biscuit");
        assertRefused(
                constraint,
                () -> harbor.update("UPDATE \"Pet\" SET \"%s\" = $1 WHERE \"id\" = $2".formatted(column), value, pet));
    }

    @Test
    void answerIsForgottenAfterADayAndNoSooner() {
        String key = UUID.randomUUID().toString();
        harbor.update("""
                INSERT INTO "IdempotencyKey" ("tenantId", "key", "route", "bodyHash")
                VALUES ($1, $2, 'POST /api/v1/owners', sha256('body'))
                """, HARBOR, key);
        String forget = "DELETE FROM \"IdempotencyKey\" WHERE \"key\" = $1";
        assertThat(harbor.update(forget, key)).isZero();
        Kennels.owner()
                .update(
                        "UPDATE \"IdempotencyKey\" SET \"createdAt\" = now() - interval '25 hours' WHERE \"key\" = $1",
                        key);
        assertThat(harbor.update(forget, key)).isEqualTo(1);
    }

    private static void assertRefused(String constraint, ThrowingCallable statement) {
        assertThatThrownBy(statement)
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo(constraint));
    }
}
