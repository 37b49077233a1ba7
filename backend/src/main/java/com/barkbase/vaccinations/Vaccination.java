package com.barkbase.vaccinations;

import com.barkbase.db.Row;
import io.avaje.jsonb.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One dose that a pet was given.
 *
 * @param administeredAt the kennel's day
 * @param expiresAt the last day on which it protects
 * @param archivedAt when it was taken back, as a mistake; absent while it counts
 * @param version of the row, as in the answer's {@code ETag}
 */
@Json
record Vaccination(
        UUID id,
        UUID petId,
        String vaccine,
        LocalDate administeredAt,
        LocalDate expiresAt,
        @Nullable String batch,
        @Nullable String veterinarian,
        @Nullable String notes,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt,
        int version) {

    static Vaccination from(Row row) {
        return new Vaccination(
                row.uuid("id"),
                row.uuid("petId"),
                row.string("vaccine"),
                row.date("administeredAt"),
                row.date("expiresAt"),
                row.orNull("batch", String.class),
                row.orNull("veterinarian", String.class),
                row.orNull("notes", String.class),
                row.instant("createdAt"),
                row.instant("updatedAt"),
                row.orNull("archivedAt", Instant.class),
                row.integer("version"));
    }
}
