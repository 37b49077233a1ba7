package com.barkbase.pets;

import com.barkbase.db.Row;
import io.avaje.jsonb.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a pet weighed.
 *
 * @param weightKg kilograms
 * @param archivedAt when it was taken back, as a mistake; absent while it counts
 * @param version of the row, as in the answer's {@code ETag}
 */
@Json
record Weight(
        UUID id,
        LocalDate measuredOn,
        BigDecimal weightKg,
        @Nullable String notes,
        Instant createdAt,
        @Nullable Instant archivedAt,
        int version) {

    static Weight from(Row row) {
        return new Weight(
                row.uuid("id"),
                row.date("measuredOn"),
                row.decimal("weightKg"),
                row.orNull("notes", String.class),
                row.instant("createdAt"),
                row.orNull("archivedAt", Instant.class),
                row.integer("version"));
    }
}
