package com.barkbase.chaos.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A part of {@code ./barkbase chaos freeze}; how long the first request takes is the command's to judge. */
@Timeout(120)
class FreezeIT {
    private static final Run RUN = new Run(5, 0, true, Duration.ofMinutes(2), System.out);
    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = Postgres.start(Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void firstRequestAfterTheThawIsServedThoughAllConnectionsAreBlackHoled() throws Exception {
        Duration stop = Duration.ofMillis(1_500);
        try (Frozen function = Frozen.start(postgres, "black-holed", 3)) {
            function.stop(Line::blackHole);
            RUN.pause(stop);

            Claim claim = function.goOn(stop, Duration.ofMinutes(1));

            assertThat(claim.isTimed()).as("%s", claim).isTrue();
        }
    }

    @Test
    void connectionThatWasMerelyIdleIsUsedWithoutAQuestion() throws Exception {
        assertThat(Freeze.idleness(postgres, RUN))
                .isNotEmpty()
                .allSatisfy(claim -> assertThat(claim.held()).as("%s", claim).isTrue());
    }
}
