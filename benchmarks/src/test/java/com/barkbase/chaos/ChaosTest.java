package com.barkbase.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosTest {
    @ParameterizedTest
    @CsvSource({"weather", "tenants --steps 0", "tenants --minutes 0", "tenants --seed x", "tenants tenants"})
    void endsWithCodeTwoWhereItIsCalledWrongly(String arguments) {
        assertThat(Chaos.commandLine().execute(arguments.split(" "))).isEqualTo(2);
    }

    @Test
    void helpNamesEveryScenario() {
        assertThat(Chaos.commandLine().getUsageMessage())
                .contains(Scenarios.ALL.stream().map(Scenario::question).toList());
    }

    @Test
    void sameSeedMakesTheSameChoices() {
        Run one = new Run(3, 1, true, Duration.ofMinutes(1), System.out);
        Run same = new Run(3, 1, true, Duration.ofMinutes(1), System.out);

        assertThat(one.chance(4).longs(20))
                .containsExactly(same.chance(4).longs(20).boxed().toArray(Long[]::new));
    }
}
