package com.barkbase.pets;

import com.barkbase.db.Row;
import io.avaje.jsonb.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An animal in a kennel's care.
 *
 * @param weightKg kilograms, the newest of its weights
 * @param microchip 15 digits of ISO 11784
 * @param status active, inactive or deceased
 * @param archivedAt when the kennel has put the pet away; absent while it has not
 * @param version of the row, as in the answer's {@code ETag}
 * @param alerts what whoever cares for it has to know first
 * @param owners the primary one first; absent in lists unless asked for
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
        String status,
        @Nullable String allergies,
        @Nullable String diet,
        @Nullable String medication,
        boolean medicationRequired,
        boolean specialNeeds,
        boolean aggressive,
        boolean anxious,
        boolean escapeArtist,
        @Nullable String notes,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt,
        int version,
        List<Alert> alerts,
        @Nullable List<PetOwner> owners) {

    /** Of a row that may have {@code "owners"} as JSON beside the pet's own columns. */
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
                row.string("status"),
                row.orNull("allergies", String.class),
                row.orNull("diet", String.class),
                row.orNull("medication", String.class),
                row.bool("medicationRequired"),
                row.bool("specialNeeds"),
                row.bool("aggressive"),
                row.bool("anxious"),
                row.bool("escapeArtist"),
                row.orNull("notes", String.class),
                row.instant("createdAt"),
                row.instant("updatedAt"),
                row.orNull("archivedAt", Instant.class),
                row.integer("version"),
                MedicalAlert.of(row),
                row.columns().contains("owners") ? PetOwner.list(row.string("owners")) : null);
    }

    boolean hasOwner(UUID ownerId) {
        return owners != null && owners.stream().anyMatch(owner -> owner.id().equals(ownerId));
    }
}
