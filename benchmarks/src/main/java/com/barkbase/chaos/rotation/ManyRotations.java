package com.barkbase.chaos.rotation;

import com.barkbase.chaos.rig.Installation;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.SecretServer;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.db.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One rotation after the other, the second half of them between two users, under traffic that never stops. */
final class ManyRotations {
    private static final int ENVIRONMENTS = 8;
    private static final long ROTATIONS = 50;
    private static final long QUICK_ROTATIONS = 6;
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(1);
    private static final int WARMING = 10;
    private static final String COLD = "COLD";
    private static final String OTHER_USER = "barkbase_app_clone";

    private final Installation installation;
    private final Run run;
    private final Duration window;
    private Duration slowest = Duration.ZERO;
    private long coldStartsFailed;
    private long mostReads;
    private long mostReadsOfCold;

    ManyRotations(Installation installation, Run run, Duration window) {
        this.installation = installation;
        this.run = run;
        this.window = window;
    }

    List<Claim> claims() throws Exception {
        installation.operator().update("CREATE ROLE " + OTHER_USER + " LOGIN IN ROLE barkbase_app");
        long rotations = run.steps(ROTATIONS, QUICK_ROTATIONS);
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            services.add(new DbLayerService(installation.environment("ENVIRONMENT" + i)));
        }
        long done = 0;
        try (Traffic traffic = new Traffic(services)) {
            for (int i = 0; i < WARMING; i++) {
                traffic.burstEverywhere(); // what is measured is a rotation, not a JVM that has just started
            }
            for (long number = 1; number <= rotations && !run.isOver(); number++) {
                rotate(number, rotations, traffic);
                done = number;
                run.say("rotation " + number + ": " + traffic.asked() + " requests, " + traffic.failed() + " failed");
            }
            String of = " in " + done + " rotations, the window open for " + Claim.seconds(window) + " each, of "
                    + Claim.number(traffic.asked());
            return List.of(
                    Claim.exactly("rotations", rotations, done),
                    Claim.ours(
                            "requests that failed" + of,
                            "0",
                            Claim.number(traffic.failed()) + traffic.examples(),
                            traffic.failed() == 0),
                    Claim.atMost("secret reads of one environment for one rotation", 2, mostReads),
                    Claim.atMost("secret reads of a cold start inside the window", 3, mostReadsOfCold),
                    Claim.exactly("cold starts inside the window that failed, of " + done, 0, coldStartsFailed),
                    Claim.within(
                            "new connections of all environments, asked for when the password had just changed",
                            SERVED_WITHIN,
                            slowest));
        }
    }

    private void rotate(long number, long rotations, Traffic traffic) throws Exception {
        boolean alternating = number > rotations / 2;
        String user = alternating && number % 2 == 0 ? OTHER_USER : Postgres.SERVICE;
        int readsBefore = installation.secrets().reads().size();
        installation.rotation().rotate(user, "password " + number, () -> {
            Duration taken = traffic.burstEverywhere();
            slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
            startCold(COLD + number);
            run.pause(window);
        });
        run.pause(Duration.ofSeconds(2)); // connections are made after the window, too
        List<SecretServer.Read> reads = installation.secrets().reads();
        Map<String, Long> byEnvironment = reads.subList(readsBefore, reads.size()).stream()
                .collect(Collectors.groupingBy(SecretServer.Read::accessKey, Collectors.counting()));
        byEnvironment.forEach((environment, count) -> {
            if (environment.startsWith(COLD)) {
                mostReadsOfCold = Math.max(mostReadsOfCold, count);
            } else {
                mostReads = Math.max(mostReads, count);
            }
        });
    }

    private void startCold(String environment) {
        try (Pool pool = Pool.open(installation.environment(environment))) {
            pool.query("SELECT 1");
        } catch (RuntimeException e) {
            coldStartsFailed++;
        }
    }
}
