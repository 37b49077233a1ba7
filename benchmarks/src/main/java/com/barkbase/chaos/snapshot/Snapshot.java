package com.barkbase.chaos.snapshot;

import com.barkbase.chaos.rig.Criu;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lambda's SnapStart copies a function's memory and starts every environment from the copy. Here AWS's own runtime
 * client runs functions up to where Lambda would copy them, and on; and where there is CRIU, one is really copied and
 * started several times.
 */
public final class Snapshot implements Scenario {

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String question() {
        return "A function's memory is copied and started again (SnapStart): what is in it, and does it still work?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            run.say("skipped: AWS's runtime interface client exists for Linux alone");
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        try (Surroundings around = Surroundings.create()) {
            claims.addAll(new StoppedFunctions(around).claims(run, run.sized(5, 1)));
            claims.addAll(new FailingFunctions(around).claims(run));
            Optional<String> missing = Criu.missing();
            if (missing.isEmpty()) {
                claims.addAll(new Copies(around).claims(run, run.sized(10, 2)));
            } else {
                claims.add(Claim.ours("real copies made by CRIU", "where CRIU works", "none: " + missing.get(), true));
            }
        }
        return claims;
    }
}
