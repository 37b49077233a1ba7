package com.barkbase.owners;

import io.avaje.jsonb.Json;
import java.util.List;

/** How many pets an owner has, by their status. */
@Json
record PetCounts(long active, long inactive, long deceased) {

    static PetCounts of(List<OwnersPet> pets) {
        return new PetCounts(count(pets, "active"), count(pets, "inactive"), count(pets, "deceased"));
    }

    private static long count(List<OwnersPet> pets, String status) {
        return pets.stream().filter(pet -> pet.status().equals(status)).count();
    }
}
