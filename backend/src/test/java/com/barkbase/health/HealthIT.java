package com.barkbase.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.db.Pool;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthIT {

    private static final String ROUTE = "GET /health";

    @Test
    void needsNoTokenAndSaysNothingSecret() {
        Answer answer = Invocation.of(ROUTE).send(new HealthHandler(Kennels::services));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void databaseThatCannotBeReachedIsA503() {
        try (Pool nowhere = Pool.open(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1", "DB_CONNECTION_TIMEOUT", "500"))) {
            Answer answer = Invocation.of(ROUTE).send(new HealthHandler(() -> nowhere));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("\"title\":\"The service is not available\"")
                    .doesNotContain("127.0.0.1");
        }
    }
}
