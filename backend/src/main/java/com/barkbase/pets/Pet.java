package com.barkbase.pets;

import com.barkbase.db.Row;
import io.avaje.jsonb.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An animal in a kennel's care.
 *
 * @param weightKg kilograms
 * @param owners absent in lists
 */
@Json
record Pet(
        UUID id,
        String name,
        String species,
        @Nullable String breed,
        @Nullable String sex,
        @Nullable LocalDate birthDate,
        @Nullable BigDecimal weightKg,
        @Nullable String microchip,
        @Nullable List<PetOwner> owners) {

    static Pet from(Row row) {
        return new Pet(
                row.uuid("id"),
                row.string("name"),
                row.string("species"),
                row.orNull("breed", String.class),
                row.orNull("sex", String.class),
                row.orNull("birthDate", LocalDate.class),
                row.orNull("weightKg", BigDecimal.class),
                row.orNull("microchip", String.class),
                null);
    }

    Pet withOwners(List<PetOwner> known) {
        return new Pet(id, name, species, breed, sex, birthDate, weightKg, microchip, known);
    }
}
