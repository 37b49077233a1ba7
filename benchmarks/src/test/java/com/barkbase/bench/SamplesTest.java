package com.barkbase.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void keepsTheOrderInWhichValuesWereTaken() {
        Samples samples = new Samples();
        samples.add(Way.DRIVER, Map.of(Measure.FIRST_ROW, 2.0));
        samples.add(Way.DRIVER, Map.of(Measure.FIRST_ROW, 1.0));

        assertThat(samples.of(Measure.FIRST_ROW, Way.DRIVER)).containsExactly(2.0, 1.0);
        assertThat(samples.of(Measure.FIRST_ROW, Way.HIKARI)).isEmpty();
    }
}
