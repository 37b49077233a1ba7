package com.barkbase.http;

import static com.barkbase.Kennels.HARBOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.db.Pool;
import com.barkbase.owners.OwnersHandler;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The one line that is left of a request. */
class RequestLogIT {

    private static final List<String> ALWAYS =
            List.of("requestId", "route", "tenant", "status", "ms", "roundTrips", "failures", "function", "_aws");
    private static final OwnersHandler HANDLER = new OwnersHandler(Kennels::services);
    private static final String CREATE = "POST /api/v1/owners";
    private static final String READ = "GET /api/v1/owners/{id}";

    @Test
    void lineSaysWhoseRequestItWasAndHowItWent() {
        Answer answer = read("1b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c77");
        assertThat(answer.headers()).containsEntry("x-request-id", "test");
        Map<String, Object> line = line(answer);
        assertThat(line)
                .containsEntry("requestId", "test")
                .containsEntry("route", READ)
                .containsEntry("tenant", HARBOR.toString())
                .containsEntry("function", "test")
                .containsKey("ms")
                .doesNotContainKey("error");
        assertThat(numbers(line, "status", "roundTrips", "failures")).containsExactly(404, 1, 0);
    }

    @Test
    void cloudWatchFindsItsMetricsInIt() {
        Map<String, Object> line = line(read(UUID.randomUUID().toString()));
        Map<?, ?> aws = (Map<?, ?>) line.get("_aws");
        assertThat(((Number) aws.get("Timestamp")).longValue()).isPositive();
        assertThat(directive(line).get("Namespace")).isEqualTo("BarkBase");
        assertThat(directive(line).get("Dimensions")).isEqualTo(List.of(List.of("function")));
        assertThat(metrics(line))
                .allSatisfy(name -> assertThat(line.get(name)).isInstanceOf(Number.class))
                .containsExactly("ms", "roundTrips", "failures");
    }

    @Test
    void whatThePoolDidBesidesStatementsIsToldOnceAndWhatIsRareIsAMetric() {
        try (Pool pool = Kennels.openServices()) {
            pool.listen(PoolCounts.SHARED);
            OwnersHandler handler = new OwnersHandler(() -> pool);
            OwnersHandler losing = new OwnersHandler(() -> {
                pool.query("SELECT pg_terminate_backend(pg_backend_pid())");
                return pool;
            });
            Map<String, Object> lost =
                    line(Invocation.of("GET /api/v1/owners").tenant(HARBOR).send(losing));
            assertThat(numbers(lost, "unknownOutcomes", "evictions", "failures"))
                    .containsExactly(1, 1, 1);
            assertThat(metrics(lost)).containsExactly("ms", "roundTrips", "failures", "unknownOutcomes");

            Map<String, Object> again = line(readBy(handler, UUID.randomUUID().toString()));
            assertThat(numbers(again, "connects")).containsExactly(1);
            assertThat(again).containsKey("connectMs").doesNotContainKeys("unknownOutcomes", "evictions");
            assertThat(metrics(again)).hasSize(3);

            Map<String, Object> quiet = line(readBy(handler, UUID.randomUUID().toString()));
            assertThat(quiet.keySet()).containsExactlyElementsOf(ALWAYS);
        }
    }

    @Test
    void transactionIsARoundTripAStatementAndOneForItsEnd() {
        Answer plain =
                Invocation.of(CREATE).tenant(HARBOR).body("{\"name\":\"Ada\"}").send(HANDLER);
        assertThat(numbers(line(plain), "roundTrips")).containsExactly(2);
        Answer keyed = Invocation.of(CREATE)
                .tenant(HARBOR)
                .header("idempotency-key", UUID.randomUUID().toString())
                .body("{\"name\":\"Ada\"}")
                .send(HANDLER);
        assertThat(numbers(line(keyed), "roundTrips")).containsExactly(5);
    }

    @Test
    void noWordOfABodyOrAnAnswerIsInIt() {
        String person =
                "{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\",\"phone\":\"555 0199\",\"notes\":\"x\"";
        for (String body : List.of(person + "}", person + ",\"Lovelace\":1}", person)) {
            Answer answer = Invocation.of(CREATE).tenant(HARBOR).body(body).send(HANDLER);
            assertThat(answer.log())
                    .doesNotContain("Ada", "Lovelace", "ada@", "0199")
                    .hasLineCount(1);
        }
    }

    @Test
    void faultIsCountedAndExplained() {
        OwnersHandler broken = new OwnersHandler(() -> {
            throw new IllegalStateException("a detail for us alone");
        });
        Answer answer = Invocation.of("GET /api/v1/owners").tenant(HARBOR).send(broken);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(numbers(line(answer), "failures")).containsExactly(1);
        assertThat(String.valueOf(line(answer).get("error")))
                .startsWith("java.lang.IllegalStateException: a detail for us alone")
                .contains("OwnersHandler");
    }

    private static Answer read(String id) {
        return readBy(HANDLER, id);
    }

    private static Answer readBy(OwnersHandler handler, String id) {
        return Invocation.of(READ).tenant(HARBOR).pathParameter("id", id).send(handler);
    }

    private static List<Integer> numbers(Map<String, Object> line, String... names) {
        return List.of(names).stream()
                .map(name -> ((Number) line.get(name)).intValue())
                .toList();
    }

    private static Map<?, ?> directive(Map<String, Object> line) {
        Map<?, ?> aws = (Map<?, ?>) line.get("_aws");
        return (Map<?, ?>) ((List<?>) aws.get("CloudWatchMetrics")).getFirst();
    }

    private static List<String> metrics(Map<String, Object> line) {
        return ((List<?>) directive(line).get("Metrics"))
                .stream()
                        .map(metric -> String.valueOf(((Map<?, ?>) metric).get("Name")))
                        .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> line(Answer answer) {
        assertThat(answer.log()).endsWith("}\n").hasLineCount(1);
        return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(answer.log());
    }
}
