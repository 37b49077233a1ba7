package com.barkbase.chaos.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.db.Fuzz;
import com.barkbase.db.FuzzTally;
import com.barkbase.db.FuzzTally.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few thousand inputs of each part; a million by {@code ./barkbase chaos fuzz}. */
@Timeout(300)
class FuzzIT {
    private static final long SEED = 20261128;

    @Test
    void randomInputsAreReadAsTheirOraclesSay() throws Exception {
        System.out.println("chaos fuzz, seed " + SEED);
        List<Claim> claims = new Fuzzing().tell(run(System.out));

        assertThat(claims)
                .filteredOn(claim -> !claim.isTimed())
                .hasSize(20)
                .allSatisfy(claim -> assertThat(claim.held()).as("%s", claim).isTrue());
    }

    /** A fuzz whose calls all end at the first check would find nothing for ever. */
    @Test
    void callsOfTheEdgeGetFarEnough() throws Exception {
        try (EdgeFuzz edge = new EdgeFuzz()) {
            edge.attack(new SplittableRandom(SEED), 1_500, new FuzzTally(edge.part(), System.out::println));

            assertThat(edge.answered().getOrDefault(200, 0L)).isGreaterThan(100);
            assertThat(edge.answered()).containsKeys(201, 400, 401, 403, 404, 412, 415, 422, 428);
        }
    }

    @Test
    void tellsWhatIsFoundInAFormThatATestCanTake() throws Exception {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        Run run = run(new PrintStream(console, true, StandardCharsets.UTF_8));
        List<Claim> claims = new Fuzzing(List.of(Broken::new)).tell(run);

        assertThat(claims).extracting(Claim::measured).startsWith("2,000", "1", "1", "1");
        assertThat(claims).extracting(Claim::isBroken).containsExactly(false, true, true, true, false);
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("broken, input 1, WRONG_ANSWER: \"a\\u000a\\u00e9\\\"\" → \"it is so\"")
                .contains("broken, input 1, SECRET_TOLD: \"b\"");
    }

    private static Run run(PrintStream console) {
        return new Run(SEED, 0, true, Duration.ofMinutes(4), console);
    }

    /** Finds one of each. */
    private static final class Broken implements Fuzz {
        private boolean found;

        @Override
        public String part() {
            return "broken";
        }

        @Override
        public void attack(RandomGenerator random, int inputs, FuzzTally tally) {
            for (int i = 0; i < inputs; i++) {
                tally.tried(tally.start());
                if (!found) {
                    tally.found(Fault.WRONG_ANSWER, "a\n\u00e9\"", "it is so");
                    tally.found(Fault.UNTYPED_ERROR, "c", "NullPointerException");
                    tally.message(() -> "b", "the password is " + SECRET);
                    found = true;
                }
            }
        }
    }
}
