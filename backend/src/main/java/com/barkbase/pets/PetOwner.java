package com.barkbase.pets;

import com.barkbase.db.Row;
import io.avaje.jsonb.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person a pet belongs to.
 *
 * @param primary whom the kennel calls first; every pet has exactly one
 */
@Json
record PetOwner(
        UUID id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        boolean primary) {

    static PetOwner from(Row row) {
        return new PetOwner(
                row.uuid("id"),
                row.string("name"),
                row.orNull("email", String.class),
                row.orNull("phone", String.class),
                row.bool("primary"));
    }
}
