package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceStackPropsTest {

    @Test
    void databaseEnvironmentHasExactlyTheFourVariables() {
        assertThat(ServiceStackProps.buildDbEnvironment(Environment.STAGING, "barkbase"))
                .isEqualTo(Map.of(
                        "DB_SECRET_NAME", "barkbase/staging/postgres/credentials",
                        "DB_NAME", "barkbase",
                        "BARKBASE_ENV", "staging",
                        "AWS_NODEJS_CONNECTION_REUSE_ENABLED", "1"));
    }
}
