package com.barkbase.pets;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;
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

    static List<PetOwner> list(String json) {
        return Jsonb.instance().type(PetOwner.class).list().fromJson(json);
    }
}
