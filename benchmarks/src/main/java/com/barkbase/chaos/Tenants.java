package com.barkbase.chaos;

import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.io.IOException;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Kennels share a pool of few connections while their requests are abandoned, fail, time out, are interrupted and lose
 * their connections: each must see its own rows and no other's, half of the steps through the service's login and half
 * through the owner's, which would see everything if a scope were lost.
 */
final class Tenants implements Scenario {
    private final BiFunction<Pool, UUID, Scope> door;

    Tenants() {
        this(Pool::asTenant);
    }

    /** With a door of the caller's making, to see that a bad one is noticed. */
    Tenants(BiFunction<Pool, UUID, Scope> door) {
        this.door = door;
    }

    @Override
    public TenantsReport tell(Run run) throws IOException, InterruptedException {
        Witness witness = new Witness();
        Tally tally = new Tally();
        long asOwner = run.steps() / 2;
        try (KennelServer server = KennelServer.start()) {
            new Round(run, KennelServer.OWNER, asOwner, witness, tally).play(server, door);
            new Round(run, KennelServer.SERVICE, run.steps() - asOwner, witness, tally).play(server, door);
        }
        return new TenantsReport(run, run.taken(), witness, tally);
    }
}
