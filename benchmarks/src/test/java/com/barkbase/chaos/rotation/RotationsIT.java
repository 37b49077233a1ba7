package com.barkbase.chaos.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run of {@code ./barkbase chaos rotation}; how long things took is the command's to judge. */
@Timeout(180)
class RotationsIT {
    private static final long SEED = 5;

    @Test
    void noRequestFailsWhileThePasswordIsRotated() throws Exception {
        System.out.println("chaos rotation, seed " + SEED);
        Run run = new Run(SEED, 2, true, Duration.ofMinutes(2), System.out);
        List<Claim> claims = new Rotations(Duration.ofSeconds(1), Duration.ofSeconds(2)).tell(run);

        assertThat(claims)
                .filteredOn(claim -> !claim.isTimed())
                .hasSizeGreaterThan(15)
                .allSatisfy(claim -> assertThat(claim.held()).as("%s", claim).isTrue());
    }
}
