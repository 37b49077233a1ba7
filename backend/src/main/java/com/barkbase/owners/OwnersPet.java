package com.barkbase.owners;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.UUID;

/**
 * An animal that belongs to an owner.
 *
 * @param status active, inactive or deceased
 * @param primary whether this owner is whom the kennel calls first
 */
@Json
record OwnersPet(UUID id, String name, String species, String status, boolean primary) {

    static List<OwnersPet> list(String json) {
        return Jsonb.instance().type(OwnersPet.class).list().fromJson(json);
    }
}
