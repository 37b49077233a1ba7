package com.barkbase.chaos.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./barkbase chaos hostile}; how long things took is the command's to judge. */
@Timeout(300)
class HostileIT {
    private static final long SEED = 5;

    @Test
    void harmCostsNoMoreThanAnErrorOfTheFamily() throws Exception {
        System.out.println("chaos hostile, seed " + SEED);
        List<Claim> claims = new Hostile().tell(new Run(SEED, 0, true, Duration.ofMinutes(3), System.out));

        assertThat(claims)
                .filteredOn(claim -> !claim.isTimed())
                .hasSize(4)
                .allSatisfy(claim -> assertThat(claim.held()).as("%s", claim).isTrue());
    }
}
