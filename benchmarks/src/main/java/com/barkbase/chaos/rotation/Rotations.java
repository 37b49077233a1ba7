package com.barkbase.chaos.rotation;

import com.barkbase.chaos.rig.Installation;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Environments read and write while their password is rotated, again and again, and while rotations go wrong. */
public final class Rotations implements Scenario {
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE entry (id bigint GENERATED ALWAYS AS IDENTITY)",
            "GRANT SELECT, INSERT ON entry TO barkbase_app");

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration QUICK_WINDOW = Duration.ofSeconds(5);
    private static final Duration WRONG = Duration.ofSeconds(10);

    private final @Nullable Duration window;
    private final Duration wrong;

    public Rotations() {
        this(null, WRONG);
    }

    /** With windows, and a time of wrong passwords, of the caller's choice. */
    Rotations(@Nullable Duration window, Duration wrong) {
        this.window = window;
        this.wrong = wrong;
    }

    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public String question() {
        return "The password changes under running environments, and rotations go wrong: does any request fail?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        List<Claim> claims = new ArrayList<>();
        try (Installation installation = new Installation(Map.of("log_min_messages", "fatal"))) {
            try (Pool owner = Pool.open(installation.postgres().variables(Postgres.OWNER))) {
                SCHEMA.forEach(owner::update);
            }
            claims.addAll(
                    new ManyRotations(installation, run, window == null ? run.sized(WINDOW, QUICK_WINDOW) : window)
                            .claims());
            for (Mishap mishap : Mishap.ALL) {
                if (!run.isOver()) {
                    run.say(mishap.title());
                    claims.addAll(mishap.claims(installation, run));
                }
            }
            claims.addAll(new WrongForGood(installation, run, wrong).claims());
        }
        return claims;
    }
}
