package com.barkbase.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Kennels;
import com.barkbase.db.Pool;
import com.barkbase.lambda.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DbHealthcheckIT {

    private TestContext context = new TestContext(0);

    @Test
    void saysThatTheDatabaseAnswersAndItsTime() throws IOException {
        assertThat(check(Kennels.services(), 3_000))
                .matches("\\{\"ok\":true,\"connected\":true,\"serverTime\":\"20[0-9T:.-]+Z\"}");
        assertThat(context.log())
                .startsWith("{\"healthy\":1,\"function\":\"test\",")
                .hasLineCount(1);
    }

    @Test
    void databaseThatIsAwayIsSaidWithoutItsNameOrAStackTrace() throws IOException {
        try (Pool nowhere = Pool.open(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1", "DB_CONNECTION_TIMEOUT", "500"))) {
            assertThat(check(nowhere, 3_000)).isEqualTo("{\"ok\":false,\"connected\":false}");
            assertThat(context.log().lines().toList().getLast())
                    .startsWith("{\"healthy\":0,\"function\":\"test\",\"_aws\":{\"Timestamp\":")
                    .endsWith("\"CloudWatchMetrics\":[{\"Namespace\":\"BarkBase\",\"Dimensions\":[[\"function\"]],"
                            + "\"Metrics\":[{\"Name\":\"healthy\",\"Unit\":\"Count\"}]}]}}");
        }
    }

    @Test
    void wrongConfigurationIsNoStackTraceEither() throws IOException {
        try (Pool wrong = Pool.open(Map.of("DB_PORT", "here"))) {
            assertThat(check(wrong, 3_000)).isEqualTo("{\"ok\":false,\"connected\":false}");
        }
    }

    @Test
    void functionWithoutTimeLeftAnswersAllTheSame() throws IOException {
        assertThat(check(Kennels.services(), 100)).isEqualTo("{\"ok\":false,\"connected\":false}");
    }

    private String check(Pool pool, int remainingMillis) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        context = new TestContext(remainingMillis);
        new DbHealthcheckHandler(() -> pool).handleRequest(InputStream.nullInputStream(), answer, context);
        return answer.toString(StandardCharsets.UTF_8);
    }
}
