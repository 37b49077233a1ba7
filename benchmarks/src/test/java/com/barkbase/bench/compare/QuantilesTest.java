package com.barkbase.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void takesQuantilesBetweenTheNearestValues() {
        List<Double> sample = List.of(40.0, 10.0, 30.0, 20.0);

        assertThat(Quantiles.quantile(sample, 0)).isEqualTo(10);
        assertThat(Quantiles.quantile(sample, 0.25)).isEqualTo(17.5);
        assertThat(Quantiles.median(sample)).isEqualTo(25);
        assertThat(Quantiles.quantile(sample, 1)).isEqualTo(40);
    }
}
