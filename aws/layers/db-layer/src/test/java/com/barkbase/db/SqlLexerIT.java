package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.FuzzTally.Fault;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link LexerFuzz} with enough statements to be of use, in a minute; a million by {@code ./barkbase chaos fuzz}. */
@Timeout(300)
class SqlLexerIT {
    /** Others by {@code -Dlexer.seed=…} and {@code -Dlexer.statements=…}. */
    private static final long SEED = Long.getLong("lexer.seed", 20261123);

    private static final int STATEMENTS = Integer.getInteger("lexer.statements", 100_000);

    @Test
    void readsEveryStatementAsTheServerDoes() throws Exception {
        System.out.println("SqlLexerIT: " + STATEMENTS + " statements, -Dlexer.seed=" + SEED);
        try (LexerFuzz fuzz = new LexerFuzz()) {
            FuzzTally tally = new FuzzTally(fuzz.part(), System.out::println);
            fuzz.attack(new Random(SEED), STATEMENTS, tally);

            System.out.println("SqlLexerIT: " + fuzz.outcomes());
            assertThat(tally.inputs()).isEqualTo(STATEMENTS);
            assertThat(Fault.values())
                    .allSatisfy(fault -> assertThat(tally.count(fault))
                            .as("%s, told above", fault)
                            .isZero());
            expectVariety(fuzz.outcomes());
        }
    }

    private static void expectVariety(Map<String, Integer> outcomes) {
        assertThat(outcomes.get("same answer"))
                .as("statements that both accept")
                .isGreaterThan(STATEMENTS / 2);
        assertThat(outcomes.get("second statement"))
                .as("refused second statements")
                .isGreaterThan(STATEMENTS / 60);
        assertThat(outcomes.getOrDefault("misread by the driver", 0))
                .as("statements that only the driver cannot take")
                .isLessThan(STATEMENTS / 200);
    }
}
