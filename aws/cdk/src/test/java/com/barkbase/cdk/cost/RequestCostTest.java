package com.barkbase.cdk.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.cdk.cost.Figures.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestCostTest {
    private static final Figures PRICES = figures(
            figure("lambda request", 0.0000002),
            figure("lambda gigabyte second arm64", 0.00001),
            figure("secret read", 0.000005));

    private static Figures figures(Figure... all) {
        return Figures.of("test.json", List.of(all));
    }

    private static Figure figure(String name, double value) {
        return new Figure(name, value, "", "", "");
    }

    @Test
    void countsWholeMillisecondsAndSecretReadsCheapestFirst() {
        Figures measured = figures(
                figure("cold start of dear", 2),
                figure("secret reads of dear", 2),
                figure("cold start of cheap", 0.4995),
                figure("secret reads of cheap", 1),
                figure("request of cheap", 0.0011));

        assertThat(new RequestCost(PRICES, measured).table())
                .map(line -> line.strip().replaceAll(" {2,}", "; "))
                .containsExactly(
                        "USD, functions of 1,024 MB; 1,000 cold starts; 1,000,000 requests",
                        "cheap; 0.0100; 0.2200",
                        "dear; 0.0300");
    }

    @Test
    void saysWhatToRunBeforeAnythingIsMeasured() {
        assertThat(new RequestCost(PRICES, figures()).table())
                .containsExactly("Requests beside those of others: not measured yet, run ./barkbase bench all.");
    }
}
