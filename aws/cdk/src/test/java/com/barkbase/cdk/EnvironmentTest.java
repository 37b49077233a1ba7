package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @Test
    void isDevUnlessSaidOtherwise() {
        assertThat(Environment.named(null)).isEqualTo(Environment.DEV);
    }

    @Test
    void isFoundByItsName() {
        assertThat(Environment.values()).extracting(Environment::id).containsExactly("dev", "staging", "prod");
        assertThat(Environment.named("staging")).isEqualTo(Environment.STAGING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "Dev", "PROD", "", " dev"})
    void unknownNameIsRefusedWithTheKnownOnes(String id) {
        assertThatThrownBy(() -> Environment.named(id))
                .isInstanceOf(SynthesisException.class)
                .hasMessage("There is no environment '" + id + "': env is one of dev, staging, prod.");
    }

    @Test
    void onlyProductionIsProtected() {
        assertThat(Environment.values()).filteredOn(Environment::isProtected).containsExactly(Environment.PROD);
    }

    /** Lambda keeps 100 of an account's concurrency unreserved; a new account's 10 can't be reserved at all. */
    @ParameterizedTest
    @EnumSource
    void reservesNoMoreThanLambdaGives(Environment environment) {
        int reserved = environment.reservedConcurrency().values().stream()
                .mapToInt(Integer::intValue)
                .sum();

        assertThat(reserved).isLessThanOrEqualTo(Math.max(0, environment.accountConcurrency() - 100));
    }

    @Test
    void isPartOfEveryName() {
        assertThat(Environment.PROD.stackId("SharedResources")).isEqualTo("Barkbase-SharedResourcesStack-prod");
        assertThat(Environment.PROD.resourceName("db-layer")).isEqualTo("barkbase-prod-db-layer");
        assertThat(Environment.PROD.parameterName("db/host")).isEqualTo("/barkbase/prod/db/host");
        assertThat(Environment.PROD.secretName("postgres/credentials")).isEqualTo("barkbase/prod/postgres/credentials");
    }
}
