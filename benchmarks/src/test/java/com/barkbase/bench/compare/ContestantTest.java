package com.barkbase.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContestantTest {
    @Test
    void beginsEachRoundWithAnother() {
        List<Contestant> three = Contestant.of(Competitor.BARKBASE, Competitor.HIKARI, Competitor.NODE);

        assertThat(Contestant.inTurn(three, 1)).isEqualTo(three);
        assertThat(Contestant.inTurn(three, 2))
                .isEqualTo(Contestant.of(Competitor.HIKARI, Competitor.NODE, Competitor.BARKBASE));
        assertThat(Contestant.inTurn(three, 4)).isEqualTo(three);
    }
}
