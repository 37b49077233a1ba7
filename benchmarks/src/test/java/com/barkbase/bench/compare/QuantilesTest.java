package com.barkbase.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void knowsBetweenWhichValuesTheMedianLies() {
        List<Double> sample = Stream.of(11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6)
                .map(Integer::doubleValue)
                .toList();

        assertThat(Quantiles.ofMedian(sample)).isEqualTo(new Quantiles.Interval(3, 9)); // 93.5 %; 4 to 8: 77.3 %
        assertThat(Quantiles.ofMedian(sample.subList(0, 6))).isEqualTo(new Quantiles.Interval(1, 11)); // 96.9 %
        assertThat(Quantiles.ofMedian(List.of(1.0))).isEqualTo(new Quantiles.Interval(1, 1));
    }
}
