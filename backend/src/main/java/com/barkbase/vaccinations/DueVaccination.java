package com.barkbase.vaccinations;

import com.barkbase.db.Row;
import io.avaje.jsonb.Json;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pet's latest dose of a vaccine, which has ended or soon will, and whom to tell.
 *
 * @param id of the dose
 * @param expiresAt the last day on which it protects
 * @param overdue whether that day is over at the kennel
 * @param owner the pet's primary one
 */
@Json
record DueVaccination(
        UUID id,
        String vaccine,
        LocalDate administeredAt,
        LocalDate expiresAt,
        boolean overdue,
        Patient pet,
        Contact owner) {

    @Json
    record Patient(UUID id, String name, String species) {}

    @Json
    record Contact(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String phone) {}

    static DueVaccination from(Row row, LocalDate today) {
        LocalDate expiresAt = row.date("expiresAt");
        return new DueVaccination(
                row.uuid("id"),
                row.string("vaccine"),
                row.date("administeredAt"),
                expiresAt,
                expiresAt.isBefore(today),
                new Patient(row.uuid("petId"), row.string("petName"), row.string("species")),
                new Contact(
                        row.uuid("ownerId"),
                        row.string("ownerName"),
                        row.orNull("email", String.class),
                        row.orNull("phone", String.class)));
    }
}
