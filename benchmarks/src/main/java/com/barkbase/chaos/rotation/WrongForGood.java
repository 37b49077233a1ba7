package com.barkbase.chaos.rotation;

import com.barkbase.chaos.rig.Installation;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.Rotation;
import com.barkbase.chaos.rig.StagedSecret;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Nobody mends the secret, and requests keep coming: the server and Secrets Manager must not be stormed for it. */
final class WrongForGood {
    private static final int ENVIRONMENTS = 4;
    /** A refusal is remembered for a second; then there are the current password and one look for another. */
    private static final long ATTEMPTS_A_SECOND = 3;

    private static final String REFUSED = "password authentication failed";

    private final Installation installation;
    private final Run run;
    private final Duration time;

    WrongForGood(Installation installation, Run run, Duration time) {
        this.installation = installation;
        this.run = run;
        this.time = time;
    }

    List<Claim> claims() throws Exception {
        run.say("the password is wrong for good");
        Map<String, String> login = Objects.requireNonNull(installation.secret().fields(StagedSecret.CURRENT));
        Rotation.setPassword(installation.operator(), login.getOrDefault("username", Postgres.SERVICE), "nobody knows");
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            services.add(new DbLayerService(installation.environment("WRONG" + i)));
        }
        long refusedBefore = refused();
        int readsBefore = installation.secrets().reads().size();
        long start = System.nanoTime();
        try (Traffic traffic = new Traffic(services)) {
            run.pause(time);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
        long most = ATTEMPTS_A_SECOND * ENVIRONMENTS * seconds;
        String of = ", by " + ENVIRONMENTS + " environments in " + seconds + " s of steady requests";
        return List.of(
                Claim.atMost("the password is wrong for good: logins refused" + of, most, refused() - refusedBefore),
                Claim.atMost(
                        "the password is wrong for good: reads of the secret" + of,
                        most,
                        installation.secrets().reads().size() - (long) readsBefore));
    }

    private long refused() throws IOException {
        try (Stream<String> lines = Files.lines(installation.postgres().log())) {
            return lines.filter(line -> line.contains(REFUSED)).count();
        }
    }
}
