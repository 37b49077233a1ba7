package com.barkbase.chaos.commits;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run of {@code ./barkbase chaos commits}, and what it says of callers who are told wrong. */
@Timeout(180)
class CommitsIT {
    private static final long SEED = 5;

    @Test
    void callersAreToldWhatHasBecomeOfTheirWrites() throws Exception {
        System.out.println("chaos commits, seed " + SEED);
        List<Claim> claims = new Commits().tell(new Run(SEED, 150, true, Duration.ofMinutes(2), System.out));

        assertThat(claims)
                .isNotEmpty()
                .allSatisfy(claim -> assertThat(claim.held()).as("%s", claim).isTrue());
    }

    @Test
    void noticesWritesThatAreLostDoubledAndReplayed() {
        Write lost = new Write(Way.STATEMENT, "entry lost", Told.DONE, 1, "cut", "");
        Write doubled = new Write(Way.STATEMENT, "entry doubled", Told.DONE, 1, "cut", "");
        Write there = new Write(Way.TRANSACTION, "entry there", Told.NOT_DONE, 1, "cut", "");
        Write unknown = new Write(Way.TRANSACTION, "entry unknown", Told.UNKNOWN, 1, "cut", "");
        Map<String, Long> stored = Map.of("entry doubled", 2L, "entry there", 1L);
        Map<String, Long> executed = Map.of("entry lost", 1L, "entry doubled", 2L, "entry there", 1L);

        assertThat(new Account(Claim.OURS, List.of(lost, doubled, there, unknown), stored, executed).claims())
                .filteredOn(Claim::isBroken)
                .extracting(Claim::what)
                .satisfiesExactly(
                        what -> assertThat(what).startsWith("writes told done and not there"),
                        what -> assertThat(what).startsWith("writes there more than once"),
                        what -> assertThat(what).startsWith("writes told not done and there"),
                        what -> assertThat(what).startsWith("writes executed more often than sent"),
                        what -> assertThat(what).startsWith("outcome unknown to the caller: transaction"));
    }
}
