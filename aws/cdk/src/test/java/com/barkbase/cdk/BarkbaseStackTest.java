package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BarkbaseStackTest {

    @Test
    void goesWhereTheCliSays() {
        var destination = BarkbaseStack.destination(
                Map.of("CDK_DEFAULT_ACCOUNT", "123456789012", "CDK_DEFAULT_REGION", "eu-central-1"));

        assertThat(destination.getAccount()).isEqualTo("123456789012");
        assertThat(destination.getRegion()).isEqualTo("eu-central-1");
    }

    @Test
    void fitsAnyAccountInOhioWhereTheCliSaysNothing() {
        var destination = BarkbaseStack.destination(Map.of());

        assertThat(destination.getAccount()).isNull();
        assertThat(destination.getRegion()).isEqualTo("us-east-2");
    }
}
