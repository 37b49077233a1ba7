package com.barkbase.cdk.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void eachCarriesItsUnitItsDateAndItsSource() {
        assertThat(Stream.of(Figures.prices(), Figures.usage(), Figures.measured())
                        .flatMap(figures -> figures.all().stream()))
                .isNotEmpty()
                .allSatisfy(figure -> {
                    assertThat(figure.value()).as(figure.name()).isNotNegative();
                    assertThat(figure.unit()).as(figure.name()).isNotBlank();
                    assertThat(LocalDate.parse(figure.date())).as(figure.name()).isAfter(LocalDate.of(2026, 1, 1));
                    assertThat(figure.source()).as(figure.name()).isNotBlank();
                });
    }

    @Test
    void sharesOfTheServicesAreTheWholeLoad() {
        double shares = Figures.usage().all().stream()
                .filter(figure -> figure.name().startsWith("share "))
                .mapToDouble(Figures.Figure::value)
                .sum();

        assertThat(shares).isEqualTo(1.0, within(1e-9));
    }
}
