package com.barkbase.chaos.tenants;

import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Who makes a step.
 *
 * @param tenant whose request it is
 * @param other another kennel
 * @param chance what it decides by
 */
record Caller(Stage stage, UUID tenant, UUID other, RandomGenerator chance) {

    /**
     * What all callers share.
     *
     * @param pool the pool under attack
     * @param door gives a tenant's scope over it
     * @param operator a superuser's pool beside it
     * @param login whose pool it is
     */
    record Stage(Pool pool, Function<UUID, Scope> door, Pool operator, String login, Witness witness) {}

    static Caller any(Stage stage, RandomGenerator chance) {
        int kennels = KennelServer.KENNELS.size();
        int number = chance.nextInt(kennels);
        int otherNumber = (number + 1 + chance.nextInt(kennels - 1)) % kennels;
        return new Caller(stage, KennelServer.KENNELS.get(number), KennelServer.KENNELS.get(otherNumber), chance);
    }

    Scope scope() {
        return stage.door().apply(tenant);
    }

    Scope othersScope() {
        return stage.door().apply(other);
    }

    Pool system() {
        return stage.pool();
    }

    Witness witness() {
        return stage.witness();
    }

    void saw(List<Sighting> rows) {
        witness().own(tenant, rows);
    }
}
