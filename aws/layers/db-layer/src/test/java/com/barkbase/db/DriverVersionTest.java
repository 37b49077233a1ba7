package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DriverVersionTest {
    @Test
    void namesBothVersionsWhereTheFunctionCarriesAnOlderDriver() {
        assertThatThrownBy(() -> DriverVersion.requireSupported("42.2.5", "42.7.14"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The function carries the PostgreSQL driver 42.2.5, which Lambda loads before the db-layer's"
                                + " 42.7.14: remove org.postgresql:postgresql from the function, or raise it to 42.7.14"
                                + " or newer.");
    }

    @Test
    void takesTheSameOrANewerDriver() {
        assertThatCode(() -> DriverVersion.requireSupported("42.7.14", "42.7.14"))
                .doesNotThrowAnyException();
        assertThatCode(() -> DriverVersion.requireSupported("42.8.0-rc1", "42.7.14"))
                .doesNotThrowAnyException();
    }
}
