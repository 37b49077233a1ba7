package com.barkbase.http;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.db.Pool;
import com.barkbase.owners.OwnersHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repeated POST does, through a service of which every answer tells whether it was a new one. */
class IdempotencyIT {

    private static final Pool SERVICES = Kennels.services();
    private static final OwnersHandler HANDLER = new OwnersHandler(() -> SERVICES);
    private static final String CREATE = "POST /api/v1/owners";
    private static final String ADA = "{\"name\":\"Ada\",\"city\":\"London\"}";

    @Test
    void sameRequestGetsTheSameAnswerAndTakesEffectOnce() {
        UUID tenant = Kennels.add("Once");
        Answer first = create(tenant, "key", ADA);
        Answer second = create(tenant, "key", "{ \"city\": \"London\",\n\"name\": \"Ada \" }");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).isEqualTo(first.headers()).containsKeys("etag", "location");
        assertThat(owners(tenant)).isEqualTo(1);
    }

    @Test
    void withoutAKeyEachRequestTakesEffect() {
        UUID tenant = Kennels.add("Twice");
        Invocation.of(CREATE).tenant(tenant).body(ADA).send(HANDLER);
        Invocation.of(CREATE).tenant(tenant).body(ADA).send(HANDLER);
        assertThat(owners(tenant)).isEqualTo(2);
    }

    @Test
    void keyOfAnotherBodyPathUserOrRouteIsRefused() {
        String key = UUID.randomUUID().toString();
        String ada = String.valueOf(create(HARBOR, key, ADA).first("id"));
        assertReused(create(HARBOR, key, "{\"name\":\"Eve\"}"));
        assertReused(Invocation.of("POST /api/v1/owners/{id}/archive")
                .tenant(HARBOR)
                .pathParameter("id", ada)
                .header("idempotency-key", key)
                .send(HANDLER));
        assertReused(Invocation.of(CREATE)
                .authorizer(Map.of(
                        "tenantId",
                        HARBOR.toString(),
                        "userId",
                        UUID.randomUUID().toString(),
                        "role",
                        "OWNER"))
                .header("idempotency-key", key)
                .body(ADA)
                .send(HANDLER));
    }

    @Test
    void keyOfAnotherKennelIsAKeyOfItsOwn() {
        String key = UUID.randomUUID().toString();
        Answer harbor = create(HARBOR, key, ADA);
        Answer pine = create(PINE, key, ADA);
        assertThat(pine.status()).isEqualTo(201);
        assertThat(pine.first("id")).isNotEqualTo(harbor.first("id"));
    }

    @Test
    void requestsAtTheSameTimeTakeEffectOnceAndAllGetTheAnswer() throws Exception {
        UUID tenant = Kennels.add("Together");
        for (int round = 1; round <= 10; round++) {
            String key = "round " + round;
            List<Answer> answers = together(4, () -> create(tenant, key.replace(' ', '-'), ADA));
            assertThat(answers).map(Answer::status).containsOnly(201);
            assertThat(answers)
                    .map(Answer::body)
                    .containsOnly(answers.getFirst().body());
            assertThat(owners(tenant)).isEqualTo(round);
        }
    }

    @Test
    void refusedRequestLeavesItsKeyToTheCorrectedOne() {
        UUID tenant = Kennels.add("Corrected");
        assertThat(create(tenant, "key", "{\"name\":\"\"}").status()).isEqualTo(422);
        Answer missing = Invocation.of("POST /api/v1/owners/{id}/archive")
                .tenant(tenant)
                .pathParameter("id", UUID.randomUUID().toString())
                .header("idempotency-key", "key")
                .send(HANDLER);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(create(tenant, "key", ADA).status()).isEqualTo(201);
    }

    @Test
    void keyIsForgottenAfterADay() {
        UUID tenant = Kennels.add("Forgotten");
        Answer first = create(tenant, "key", ADA);
        Kennels.owner()
                .update(
                        "UPDATE \"IdempotencyKey\" SET \"createdAt\" = now() - interval '25 hours'"
                                + " WHERE \"tenantId\" = $1",
                        tenant);
        Answer second = create(tenant, "key", ADA);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.first("id")).isNotEqualTo(first.first("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "a\tb"})
    void keyThatIsNoneIsToldWhatItMustBe(String key) {
        Answer refused = create(HARBOR, key, ADA);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("it must be 1 to 255 visible characters of ASCII.");
    }

    private static Answer create(UUID tenant, String key, String body) {
        return Invocation.of(CREATE)
                .tenant(tenant)
                .header("idempotency-key", key)
                .body(body)
                .send(HANDLER);
    }

    private static long owners(UUID tenant) {
        return SERVICES.asTenant(tenant).query("SELECT FROM \"Owner\"").rowCount();
    }

    private static List<Answer> together(int times, Callable<Answer> request) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(times, request))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static void assertReused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"type\":\"https://barkbase.com/problems/idempotency-key-reused\"")
                .contains("Idempotency-Key was used with another request within the last day: send a new key.");
    }
}
