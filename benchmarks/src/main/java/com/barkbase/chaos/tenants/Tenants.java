package com.barkbase.chaos.tenants;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Kennels share a pool of few connections while their requests are abandoned, fail, time out, are interrupted and lose
 * their connections: each must see its own rows and no other's, half of the steps through the service's login and half
 * through the owner's, which would see everything if a scope were lost.
 */
public final class Tenants implements Scenario {
    private static final long STEPS = 1_000_000;
    private static final long QUICK_STEPS = 20_000;

    private final BiFunction<Pool, UUID, Scope> door;

    public Tenants() {
        this(Pool::asTenant);
    }

    /** With a door of the caller's making, to see that a bad one is noticed. */
    Tenants(BiFunction<Pool, UUID, Scope> door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "tenants";
    }

    @Override
    public String question() {
        return "Many kennels over one pool whose requests fail in every way: does any see another's rows?";
    }

    @Override
    public List<Claim> tell(Run run) throws IOException, InterruptedException {
        TenantsReport report = attack(run);
        run.progress().print(report);
        return report.claims();
    }

    TenantsReport attack(Run run) throws IOException, InterruptedException {
        Witness witness = new Witness();
        Tally tally = new Tally();
        long steps = run.steps(STEPS, QUICK_STEPS);
        long asOwner = steps / 2;
        try (KennelServer server = KennelServer.start()) {
            new Round(run, KennelServer.OWNER, asOwner, witness, tally).play(server, door);
            new Round(run, KennelServer.SERVICE, steps - asOwner, witness, tally).play(server, door);
        }
        return new TenantsReport(steps, witness, tally);
    }
}
