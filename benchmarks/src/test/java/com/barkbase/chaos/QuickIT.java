package com.barkbase.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.deadlines.Deadlines;
import com.barkbase.chaos.failover.Failover;
import com.barkbase.chaos.proxies.Proxies;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.chaos.snapshot.Snapshot;
import com.barkbase.chaos.soak.Soak;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The small part of scenarios that may be told anywhere: what is counted holds, what takes its time is not judged. */
@Timeout(180)
class QuickIT {
    private static final long SEED = 11;

    static Stream<Scenario> scenarios() {
        return Stream.of(new Failover(), new Deadlines(), new Proxies(), new Snapshot(), new Soak());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatIsCountedHolds(Scenario scenario) throws Exception {
        System.out.println("chaos " + scenario.name() + ", seed " + SEED);
        List<Claim> claims = scenario.tell(new Run(SEED, 0, true, Duration.ofMinutes(2), System.out));

        assertThat(claims).filteredOn(QuickIT::isCounted).noneMatch(Claim::isBroken);
    }

    /** Neither a time nor what a JVM holds that has just begun. */
    private static boolean isCounted(Claim claim) {
        return !claim.target().endsWith(" s") && !claim.what().startsWith("growth");
    }
}
