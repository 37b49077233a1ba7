package com.barkbase.staff;

import com.barkbase.db.Row;
import com.barkbase.http.Permission;
import com.barkbase.http.Role;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.UUID;

/** Who the caller is here, and what they may do. */
@Json
record Me(User user, Kennel kennel, Role role, List<Permission> permissions) {

    /** @param name what this kennel calls the person */
    @Json
    record User(UUID id, String name, String email) {}

    /** @param timeZone IANA's name; a day is the kennel's */
    @Json
    record Kennel(UUID id, String name, String timeZone) {}

    /** Of a row that joins the membership with its user and its kennel. */
    static Me from(Row row) {
        Role role = row.get("role", Role.class);
        return new Me(
                new User(row.uuid("userId"), row.string("name"), row.string("email")),
                new Kennel(row.uuid("tenantId"), row.string("kennel"), row.string("timeZone")),
                role,
                Permission.of(role));
    }
}
