package com.barkbase.chaos.failover;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Under writers that never stop the primary goes, the replica is promoted, and the name moves to it. */
public final class Failover implements Scenario {
    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(2);
    private static final Duration GIVEN_UP = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String question() {
        return "The primary goes and its replica takes over: when do writes resume, and is one lost?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        List<Claim> claims = new ArrayList<>(List.of(MovingName.claim(run)));
        for (Fall fall : run.sized(List.of(Fall.values()), List.of(Fall.BACK_READ_ONLY))) {
            if (!run.isOver()) {
                run.say(fall.title());
                claims.addAll(synchronous(fall, run));
            }
        }
        if (!run.isOver()) {
            run.say("without synchronous replication");
            claims.addAll(asynchronous(run));
        }
        return claims;
    }

    private static List<Claim> synchronous(Fall fall, Run run) throws Exception {
        try (Pair pair = new Pair(true);
                Writers writers = new Writers(pair.variables())) {
            run.pause(Duration.ofSeconds(1));
            fall.befall(pair);
            run.pause(Duration.ofSeconds(1));
            takeOver(pair, writers, run);
            List<Claim> claims = new ArrayList<>(List.of(
                    Claim.within(
                            fall.title() + ": all of " + Writers.NUMBER
                                    + " writers write again, once the name has moved",
                            RESUMED_WITHIN,
                            writers.allResumed() ? writers.pause() : GIVEN_UP),
                    Claim.exactly(
                            fall.title() + ": acknowledged writes that are lost, of "
                                    + Claim.number(writers.acknowledged().size()),
                            0,
                            lost(writers, pair.entries()).size()),
                    Claim.exactly(fall.title() + ": writes told wrongly", 0, wrong(writers, pair.entries()))));
            if (fall.refusesWrites()) {
                claims.add(Claim.atMost(
                        fall.title() + ": writes that still met the old one, once the name had moved",
                        Writers.NUMBER,
                        writers.refusedAsReadOnlySinceMove()));
            }
            return claims;
        }
    }

    private static List<Claim> asynchronous(Run run) throws Exception {
        try (Pair pair = new Pair(false);
                Writers writers = new Writers(pair.variables())) {
            run.pause(Duration.ofSeconds(1));
            pair.endReplication();
            run.pause(Duration.ofSeconds(1));
            pair.primary().kill();
            Set<String> before = new HashSet<>(writers.acknowledged());
            before.removeAll(pair.entries().keySet());
            takeOver(pair, writers, run);
            Set<String> lost = lost(writers, pair.entries());
            String title = "asynchronous, the replica a second behind: ";
            return List.of(
                    Claim.atLeast(title + "acknowledged writes that it had not yet", 1, before.size()),
                    Claim.ours(
                            title + "acknowledged writes that are lost",
                            "exactly those " + Claim.number(before.size()),
                            Claim.number(lost.size()),
                            lost.equals(before)),
                    Claim.exactly(title + "writes told wrongly", 0, wrong(writers, pair.entries())));
        }
    }

    private static void takeOver(Pair pair, Writers writers, Run run) throws InterruptedException {
        pair.promoteReplica();
        pair.moveName();
        writers.nameHasMoved();
        long end = System.nanoTime() + GIVEN_UP.toNanos();
        while (!writers.allResumed() && System.nanoTime() - end < 0 && run.pause(Duration.ofMillis(10))) {
            // they write
        }
        writers.stop();
    }

    private static Set<String> lost(Writers writers, Map<String, Long> entries) {
        Set<String> lost = new HashSet<>(writers.acknowledged());
        lost.removeAll(entries.keySet());
        return lost;
    }

    /** There twice, or there although it was told not to be. */
    private static long wrong(Writers writers, Map<String, Long> entries) {
        long doubled = entries.values().stream().filter(times -> times > 1).count();
        return doubled + writers.undone().stream().filter(entries::containsKey).count();
    }
}
