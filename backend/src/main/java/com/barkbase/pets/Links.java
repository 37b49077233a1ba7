package com.barkbase.pets;

import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.fields.Values;
import com.barkbase.http.Problem;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import java.util.UUID;
import java.util.function.Supplier;

/** Whose a pet is. Each operation answers the pet as it is then, and done twice it is as done once. */
final class Links {

    private final Supplier<Pool> pool;

    Links(Supplier<Pool> pool) {
        this.pool = pool;
    }

    Response link(Request request) {
        UUID pet = request.pathId("id");
        Values link = request.body();
        UUID owner = link.get(PetFields.OWNER);
        return request.once(pool.get(), tx -> {
            LinkQueries.link(tx, pet, owner);
            if (link.isTrue(PetFields.PRIMARY)) {
                LinkQueries.makePrimary(tx, pet, owner);
            }
            return PetsHandler.shown(PetsHandler.existing(tx, pet));
        });
    }

    Response makePrimary(Request request) {
        UUID pet = request.pathId("id");
        UUID owner = request.pathId("ownerId");
        return request.once(pool.get(), tx -> {
            LinkQueries.makePrimary(tx, pet, owner);
            return PetsHandler.shown(linked(tx, pet, owner));
        });
    }

    Response unlink(Request request) {
        UUID pet = request.pathId("id");
        UUID owner = request.pathId("ownerId");
        return request.inTransaction(pool.get(), tx -> {
            if (!LinkQueries.unlink(tx, pet, owner)) {
                linked(tx, pet, owner);
                throw Problem.conflict(
                        "Owner %s is the pet's primary one: make another primary first.".formatted(owner));
            }
            return PetsHandler.shown(PetsHandler.existing(tx, pet));
        });
    }

    /** The pet, of which {@code owner} is one of the owners. */
    private static Pet linked(Statements scope, UUID id, UUID owner) {
        Pet pet = PetsHandler.existing(scope, id);
        if (pet.hasOwner(owner)) {
            return pet;
        }
        throw Problem.notFound("Pet %s has no owner %s.".formatted(id, owner));
    }
}
