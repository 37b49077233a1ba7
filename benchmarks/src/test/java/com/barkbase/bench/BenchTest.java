package com.barkbase.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void makesFifteenRunsUnlessToldOtherwise() {
        assertThat(Bench.runs(List.of("pool"))).isEqualTo(15);
        assertThat(Bench.runs(List.of("pool", "--runs", "30"))).isEqualTo(30);
    }

    @Test
    void saysWhatItWouldUnderstand() {
        assertThatThrownBy(() -> Bench.runs(List.of("pond")))
                .hasMessage("'pond' is not understood: say pool, or pool --runs N.");
        assertThatThrownBy(() -> Bench.runs(List.of("pool", "--runs", "31")))
                .hasMessage("--runs is '31': a whole number from 1 to 30.");
    }

    @Test
    void endsWithCodeTwoWhereItIsCalledWrongly() throws InterruptedException {
        assertThat(Bench.run(List.of("pool", "--runs"))).isEqualTo(2);
    }
}
