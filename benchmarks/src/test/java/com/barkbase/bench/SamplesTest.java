package com.barkbase.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void takesQuantilesBetweenTheNearestValues() {
        List<Double> sample = List.of(40.0, 10.0, 30.0, 20.0);

        assertThat(Samples.quantile(sample, 0)).isEqualTo(10);
        assertThat(Samples.quantile(sample, 0.25)).isEqualTo(17.5);
        assertThat(Samples.median(sample)).isEqualTo(25);
        assertThat(Samples.quantile(sample, 1)).isEqualTo(40);
    }

    @Test
    void keepsTheOrderInWhichValuesWereTaken() {
        Samples samples = new Samples();
        samples.add(Way.DRIVER, Map.of(Measure.FIRST_ROW, 2.0));
        samples.add(Way.DRIVER, Map.of(Measure.FIRST_ROW, 1.0));

        assertThat(samples.of(Measure.FIRST_ROW, Way.DRIVER)).containsExactly(2.0, 1.0);
        assertThat(samples.of(Measure.FIRST_ROW, Way.HIKARI)).isEmpty();
    }
}
