package com.barkbase.staff;

import com.barkbase.db.Row;
import com.barkbase.http.Role;
import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * A person who works for a kennel.
 *
 * @param id the user's, the same in each kennel
 * @param name what this kennel calls the person
 * @param createdAt since when
 * @param version of the membership, as in the answer's {@code ETag}
 */
@Json
record Member(UUID id, String name, String email, Role role, Instant createdAt, Instant updatedAt, int version) {

    static Member from(Row row) {
        return new Member(
                row.uuid("id"),
                row.string("name"),
                row.string("email"),
                row.get("role", Role.class),
                row.instant("createdAt"),
                row.instant("updatedAt"),
                row.integer("version"));
    }
}
