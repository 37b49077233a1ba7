package com.barkbase.owners;

import com.barkbase.db.Row;
import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client of a kennel.
 *
 * @param country two letters of ISO 3166-1
 * @param archivedAt when the kennel has put the owner away; absent while it has not
 * @param version of the row, as in the answer's {@code ETag}
 * @param pets absent unless they are asked for, and then without archived ones
 * @param petCounts of these pets; absent where they are
 */
@Json
record Owner(
        UUID id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String street,
        @Nullable String city,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable String emergencyContact,
        @Nullable String notes,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt,
        int version,
        @Nullable List<OwnersPet> pets,
        @Nullable PetCounts petCounts) {

    /** Of a row that may have {@code "pets"} as JSON beside the owner's own columns. */
    static Owner from(Row row) {
        List<OwnersPet> pets = row.columns().contains("pets") ? OwnersPet.list(row.string("pets")) : null;
        return new Owner(
                row.uuid("id"),
                row.string("name"),
                row.orNull("email", String.class),
                row.orNull("phone", String.class),
                row.orNull("street", String.class),
                row.orNull("city", String.class),
                row.orNull("region", String.class),
                row.orNull("postalCode", String.class),
                row.orNull("country", String.class),
                row.orNull("emergencyContact", String.class),
                row.orNull("notes", String.class),
                row.instant("createdAt"),
                row.instant("updatedAt"),
                row.orNull("archivedAt", Instant.class),
                row.integer("version"),
                pets,
                pets == null ? null : PetCounts.of(pets));
    }
}
