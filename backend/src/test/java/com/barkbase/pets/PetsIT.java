package com.barkbase.pets;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.db.Pool;
import com.barkbase.lambda.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pets' function as API Gateway invokes it, over a real database. */
class PetsIT {

    private static final PetsHandler HANDLER = new PetsHandler(Kennels::services);
    private static final String LIST = "GET /api/v1/pets";
    private static final String READ = "GET /api/v1/pets/{id}";

    @Test
    void petComesWithItsOwnersAndItsNewestWeight() {
        UUID id = Kennels.addPet(HARBOR, "Biscuit");
        Answer answer = read(HARBOR, id.toString());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("etag", "\"1\"");
        assertThat(answer.body())
                .startsWith(
                        "{\"id\":\"" + id + "\",\"name\":\"Biscuit\",\"species\":\"dog\",\"birthDate\":\"2020-02-29\","
                                + "\"weightKg\":12.5,\"status\":\"active\",\"medicationRequired\":false,")
                .contains(",\"version\":1,\"alerts\":[],\"owners\":[{\"id\":\"")
                .endsWith("\"name\":\"Biscuit's human\",\"phone\":\"+1 202 555 0100\",\"primary\":true}]}");
    }

    @Test
    void anotherKennelsPetIsAsUnknownAsNone() {
        UUID foreign = Kennels.addPet(PINE, "Aspen");
        UUID none = UUID.randomUUID();
        assertProblem(read(HARBOR, foreign.toString()), 404, "not-found", "No pet " + foreign + ".");
        assertProblem(read(HARBOR, none.toString()), 404, "not-found", "No pet " + none + ".");
    }

    @ParameterizedTest
    @CsvSource({"1-1-1-1-1", "biscuit", "' '", "0b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c7g"})
    void pathThatHoldsNoIdIsABadRequest(String id) {
        assertProblem(
                read(HARBOR, id),
                400,
                "bad-request",
                "\\\"%s\\\" is not an id; an id is a UUID such as 0b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c77.".formatted(id));
    }

    @Test
    void pagesHoldEveryPetOnceEvenWhereNamesAreTheSame() {
        UUID tenant = Kennels.add("Empty");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            expected.add(
                    Kennels.addPet(tenant, i % 3 == 0 ? "Luna" : "Pet " + i).toString());
        }
        List<String> seen = new ArrayList<>();
        Answer page = list(tenant, Map.of("limit", "4"));
        seen.addAll(page.all("id"));
        while (page.first("nextCursor") != null) {
            page = list(tenant, Map.of("limit", "4", "cursor", page.first("nextCursor")));
            seen.addAll(page.all("id"));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(page.all("id")).hasSize(3);
    }

    @Test
    void petsThatComeAndGoBetweenPagesLeaveNoGap() {
        UUID tenant = Kennels.add("Empty");
        for (String name : List.of("A", "C", "E", "G")) {
            Kennels.addPet(tenant, name);
        }
        Answer first = list(tenant, Map.of("limit", "2"));
        Kennels.addPet(tenant, "B");
        Kennels.addPet(tenant, "F");
        Answer second = list(tenant, Map.of("limit", "9", "cursor", first.first("nextCursor")));
        assertThat(first.all("name")).containsExactly("A", "C");
        assertThat(second.all("name")).containsExactly("E", "F", "G");
    }

    @Test
    void totalIsCountedOnlyWhereAskedFor() {
        UUID tenant = Kennels.add("Empty");
        Kennels.addPet(tenant, "A");
        Kennels.addPet(tenant, "B");
        assertThat(list(tenant, Map.of("limit", "1")).body()).doesNotContain("total");
        assertThat(list(tenant, Map.of("limit", "1", "total", "true")).body()).endsWith(",\"total\":2}");
    }

    @Test
    void kennelWithoutPetsHasAnEmptyPage() {
        assertThat(list(Kennels.add("Empty"), Map.of()).body()).isEqualTo("{\"items\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0, it must be a whole number from 1 to 200.",
        "limit, 201, it must be a whole number from 1 to 200.",
        "limit, -1, it must be a whole number from 1 to 200.",
        "limit, ten, it must be a whole number from 1 to 200.",
        "limit, 99999999999, it must be a whole number from 1 to 200.",
        "total, yes, it must be true or false.",
        "cursor, abc, 'it must be the nextCursor of the page before, unchanged.'"
    })
    void parameterThatMakesNoSenseIsToldWhatIsAllowed(String name, String value, String allowed) {
        assertProblem(
                list(HARBOR, Map.of(name, value)),
                400,
                "bad-request",
                "%s is \\\"%s\\\"; %s".formatted(name, value, allowed));
    }

    @Test
    void cursorFromAnotherKennelShowsNothingOfIt() {
        UUID tenant = Kennels.add("Empty");
        Kennels.addPet(tenant, "A");
        Kennels.addPet(tenant, "B");
        String cursor = list(tenant, Map.of("limit", "1")).first("nextCursor");
        assertThat(list(Kennels.add("Empty"), Map.of("cursor", cursor)).body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void requestThatTheAuthorizerHasNotSeenIsRefused() {
        Answer answer =
                Invocation.of(LIST).header("x-tenant-id", HARBOR.toString()).send(HANDLER);
        assertProblem(answer, 401, "unauthorized", "The authorizer has named no tenant.");
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }

    @Test
    void headerThatNamesATenantChangesNothing() {
        UUID id = Kennels.addPet(HARBOR, "Biscuit");
        Answer answer = Invocation.of(READ)
                .tenant(PINE)
                .pathParameter("id", id.toString())
                .header("x-tenant-id", HARBOR.toString())
                .send(HANDLER);
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void routeOfAnotherServiceIsNotServed() {
        assertProblem(
                Invocation.of("GET /health").tenant(HARBOR).send(HANDLER), 404, "not-found", "No route GET /health.");
    }

    @Test
    void eventThatIsNoRequestIsAnsweredAsAnUnknownRoute() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        HANDLER.handleRequest(new ByteArrayInputStream("{}".getBytes(UTF_8)), output, new TestContext(1_000));
        assertThat(output.toString(UTF_8)).contains("\"statusCode\":404", "No route null.");
    }

    @Test
    void databaseThatCannotBeReachedIsA503WithoutInternals() {
        try (Pool nowhere = Pool.open(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1", "DB_CONNECTION_TIMEOUT", "500"))) {
            Answer answer = Invocation.of(LIST).tenant(HARBOR).send(new PetsHandler(() -> nowhere));
            assertProblem(answer, 503, "unavailable", "The request could not be served now; nothing was changed.");
            assertThat(answer.headers()).containsEntry("retry-after", "1");
            assertThat(answer.body()).doesNotContain("127.0.0.1");
            assertThat(answer.log()).contains("\"status\":503", "\"error\":\"ConnectionException ");
        }
    }

    @Test
    void functionWithoutTimeLeftGivesUpBeforeLambdaKillsIt() {
        Answer answer = Invocation.of(LIST).tenant(HARBOR).remainingMillis(100).send(HANDLER);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.log()).contains("DeadlineException");
    }

    @Test
    void programmersFaultIsA500ThatOnlyTheLogExplains() {
        PetsHandler broken = new PetsHandler(() -> {
            throw new IllegalStateException("a detail for us alone");
        });
        Answer answer = Invocation.of(LIST).tenant(HARBOR).send(broken);
        assertProblem(answer, 500, "internal", "The fault is ours and has been logged.");
        assertThat(answer.body()).doesNotContain("a detail for us alone");
        assertThat(answer.log()).contains("java.lang.IllegalStateException: a detail for us alone", "PetsHandler");
    }

    private static Answer list(UUID tenant, Map<String, String> query) {
        return Invocation.of(LIST).tenant(tenant).query(query).send(HANDLER);
    }

    private static Answer read(UUID tenant, String id) {
        return Invocation.of(READ).tenant(tenant).pathParameter("id", id).send(HANDLER);
    }

    private static void assertProblem(Answer answer, int status, String type, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"https://barkbase.com/problems/" + type + "\"")
                .contains("\"status\":" + status)
                .contains("\"detail\":\"" + detail + "\"")
                .contains("\"requestId\":\"test\"");
    }
}
