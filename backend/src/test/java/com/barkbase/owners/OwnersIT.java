package com.barkbase.owners;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.db.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The owners' function as API Gateway invokes it, over a real database. */
class OwnersIT {

    private static final Pool SERVICES = Kennels.services();
    private static final OwnersHandler HANDLER = new OwnersHandler(() -> SERVICES);
    private static final String LIST = "GET /api/v1/owners";
    private static final String CREATE = "POST /api/v1/owners";
    private static final String READ = "GET /api/v1/owners/{id}";
    private static final String CHANGE = "PATCH /api/v1/owners/{id}";
    private static final String ARCHIVE = "POST /api/v1/owners/{id}/archive";
    private static final String RESTORE = "POST /api/v1/owners/{id}/restore";

    @Test
    void newOwnerIsReadWhereTheAnswerSays() {
        Answer created = create(HARBOR, """
                {"name": "  Ada Lovelace ", "email": "ada@example.com", "country": "GB", "notes": "Calls\\nafter six."}
                """);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers()).containsEntry("etag", "\"1\"");
        assertThat(created.headers()).containsEntry("location", "/api/v1/owners/" + created.first("id"));
        assertThat(created.body())
                .contains("\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\",\"country\":\"GB\"")
                .contains("\"notes\":\"Calls\\nafter six.\"")
                .contains("\"version\":1")
                .doesNotContain("\"phone\"", "archivedAt", "pets", "tenantId");
        Answer read = ofOne(READ, HARBOR, created.first("id")).send(HANDLER);
        assertThat(read.headers()).containsEntry("etag", "\"1\"");
        assertThat(read.body())
                .startsWith(created.body().substring(0, created.body().length() - 1))
                .endsWith(",\"pets\":[],\"petCounts\":{\"active\":0,\"inactive\":0,\"deceased\":0}}");
    }

    @Test
    void ownerComesWithPetsAndTheirCounts() {
        UUID pet = Kennels.addPet(HARBOR, "Biscuit");
        Answer owner = ofOne(READ, HARBOR, ownerOf(pet)).send(HANDLER);
        assertThat(owner.body())
                .endsWith("\"pets\":[{\"id\":\"" + pet + "\",\"name\":\"Biscuit\",\"species\":\"dog\","
                        + "\"status\":\"active\",\"primary\":true}],"
                        + "\"petCounts\":{\"active\":1,\"inactive\":0,\"deceased\":0}}");
    }

    @Test
    void patchChangesWhatItNamesAndClearsWhatIsNull() {
        Answer created =
                create(HARBOR, "{\"name\":\"Ada\",\"phone\":\"+1 202 555 0101\",\"city\":\"London\",\"notes\":\"x\"}");
        Answer changed = change(HARBOR, created, "\"1\"", "{\"city\":\"Turin\",\"notes\":null}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers()).containsEntry("etag", "\"2\"");
        assertThat(changed.body())
                .contains("\"name\":\"Ada\",\"phone\":\"+1 202 555 0101\",\"city\":\"Turin\",\"createdAt\"");
    }

    @Test
    void changeNeedsTheVersionThatItsSenderHasSeen() {
        Answer created = create(HARBOR, "{\"name\":\"Ada\"}");
        Answer unseen = ofOne(CHANGE, HARBOR, created.first("id"))
                .body("{\"city\":\"Turin\"}")
                .send(HANDLER);
        assertProblem(
                unseen,
                428,
                "precondition-required",
                "Send If-Match with the ETag that you have read, so that nobody's change is lost.");
        assertThat(change(HARBOR, created, "\"1\"", "{\"city\":\"Turin\"}").status())
                .isEqualTo(200);
        assertProblem(
                change(HARBOR, created, "\"1\"", "{\"city\":\"Rome\"}"),
                412,
                "stale",
                "If-Match names another version than \\\"2\\\", which is stored: read it again, and change that.");
    }

    @ParameterizedTest
    @CsvSource({
        "*, 200",
        "'\"1\"', 200",
        "'\"7\", \"1\"', 200",
        "'\"7\",\"8\"', 412",
        "'W/\"1\"', 412",
        "'W/\"1\", \"1\"', 200",
        "'\"one\"', 412",
        "'\"99999999999\"', 412",
        "1, 400",
        "'\"1', 400",
        "'', 400"
    })
    void ifMatchIsReadAsHttpMeansIt(String header, int status) {
        Answer created = create(HARBOR, "{\"name\":\"Ada\"}");
        assertThat(change(HARBOR, created, header, "{\"city\":\"Turin\"}").status())
                .isEqualTo(status);
    }

    @Test
    void ofTwoChangesAtTheSameTimeOneIsMadeAndOneIsStale() throws Exception {
        Answer created = create(HARBOR, "{\"name\":\"Ada\"}");
        for (int version = 1; version <= 20; version++) {
            String tag = "\"" + version + "\"";
            List<Answer> answers = together(
                    () -> change(HARBOR, created, tag, "{\"city\":\"Turin\"}"),
                    () -> change(HARBOR, created, tag, "{\"city\":\"Rome\"}"));
            assertThat(answers).map(Answer::status).containsExactlyInAnyOrder(200, 412);
        }
    }

    @Test
    void everythingThatIsWrongWithABodyIsToldAtOnce() {
        Answer refused = create(
                HARBOR, "{\"email\":\"nobody\",\"phone\":12,\"city\":\"\",\"notes\":\"a\\u0007b\",\"tenantId\":\"x\"}");
        assertProblem(refused, 422, "invalid", "name is missing.");
        assertThat(refused.body()).contains("""
                "errors":[{"pointer":"/name","detail":"is missing."},\
                {"pointer":"/email","detail":"is \\"nobody\\"; it must be a mail address such as ada@example.com."},\
                {"pointer":"/phone","detail":"is a number; it must be text."},\
                {"pointer":"/city","detail":"has 0 characters; it must have 1 to 100."},\
                {"pointer":"/notes","detail":"holds a control character, or half of one that needs two;\
                 it must be readable text."},\
                {"pointer":"/tenantId","detail":"is not known; known are name, email, phone, street, city, region,\
                 postalCode, country, emergencyContact, notes."}]""");
    }

    @Test
    void nameCannotBeCleared() {
        Answer refused = change(HARBOR, create(HARBOR, "{\"name\":\"Ada\"}"), "*", "{\"name\":null}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"errors\":[{\"pointer\":\"/name\",\"detail\":\"is null; it must have a value.\"}]");
    }

    @Test
    void longestAndStrangestTextsComeBackAsTheyWere() {
        String name = "🐕".repeat(200);
        assertThat(create(HARBOR, "{\"name\":\"" + name + "\"}").first("name")).isEqualTo(name);
        assertThat(create(HARBOR, "{\"name\":\"O'Hara; DROP TABLE %_ $1 ?\"}").first("name"))
                .isEqualTo("O'Hara; DROP TABLE %_ $1 ?");
        assertThat(create(HARBOR, "{\"name\":\"" + name + "x\"}").status()).isEqualTo(422);
    }

    @Test
    void archivedOwnerIsListedOnlyWhereAskedForAndCanBeRestored() {
        UUID tenant = Kennels.add("Archive");
        Answer ada = create(tenant, "{\"name\":\"Ada\"}");
        create(tenant, "{\"name\":\"Bob\"}");
        Answer archived = ofOne(ARCHIVE, tenant, ada.first("id")).send(HANDLER);
        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.headers()).containsEntry("etag", "\"2\"");
        assertThat(archived.first("archivedAt")).isNotNull();
        assertThat(list(tenant, Map.of()).all("name")).containsExactly("Bob");
        assertThat(list(tenant, Map.of("archived", "true")).all("name")).containsExactly("Ada");
        Answer again = ofOne(ARCHIVE, tenant, ada.first("id")).send(HANDLER);
        assertThat(again.first("archivedAt")).isEqualTo(archived.first("archivedAt"));
        assertThat(again.headers()).containsEntry("etag", "\"2\"");
        Answer restored = ofOne(RESTORE, tenant, ada.first("id")).send(HANDLER);
        assertThat(restored.first("archivedAt")).isNull();
        assertThat(list(tenant, Map.of()).all("name")).containsExactly("Ada", "Bob");
    }

    @Test
    void staleArchivingIsRefused() {
        Answer ada = create(HARBOR, "{\"name\":\"Ada\"}");
        change(HARBOR, ada, "\"1\"", "{\"city\":\"Turin\"}");
        Answer refused = ofOne(ARCHIVE, HARBOR, ada.first("id"))
                .header("if-match", "\"1\"")
                .send(HANDLER);
        assertThat(refused.status()).isEqualTo(412);
    }

    @Test
    void anotherKennelsOwnerIsAsUnknownAsNone() {
        Answer foreign = create(PINE, "{\"name\":\"Aspen\"}");
        for (String id :
                List.of(String.valueOf(foreign.first("id")), UUID.randomUUID().toString())) {
            for (String route : List.of(READ, CHANGE, ARCHIVE, RESTORE)) {
                Answer answer = ofOne(route, HARBOR, id)
                        .header("if-match", "*")
                        .body("{\"name\":\"Mallory\"}")
                        .send(HANDLER);
                assertProblem(answer, 404, "not-found", "No owner " + id + ".");
            }
        }
        assertThat(ofOne(READ, PINE, foreign.first("id")).send(HANDLER).body()).contains("\"name\":\"Aspen\"");
    }

    @Test
    void viewerReadsAndMayNotWriteWhateverTheBody() {
        Answer ada = create(HARBOR, "{\"name\":\"Ada\"}");
        for (String route : List.of(CREATE, CHANGE, ARCHIVE, RESTORE)) {
            Answer refused = ofOne(route, HARBOR, ada.first("id"))
                    .tenant(HARBOR, "VIEWER")
                    .body("{")
                    .send(HANDLER);
            assertProblem(refused, 403, "forbidden", "A VIEWER has no permission CHANGE_CLIENTS.");
        }
        Answer read =
                ofOne(READ, HARBOR, ada.first("id")).tenant(HARBOR, "VIEWER").send(HANDLER);
        assertThat(read.status()).isEqualTo(200);
    }

    private static Answer create(UUID tenant, String body) {
        return Invocation.of(CREATE).tenant(tenant).body(body).send(HANDLER);
    }

    private static Answer change(UUID tenant, Answer owner, String ifMatch, String body) {
        return ofOne(CHANGE, tenant, owner.first("id"))
                .header("if-match", ifMatch)
                .body(body)
                .send(HANDLER);
    }

    private static Answer list(UUID tenant, Map<String, String> query) {
        return Invocation.of(LIST).tenant(tenant).query(query).send(HANDLER);
    }

    private static Invocation ofOne(String route, UUID tenant, String id) {
        return Invocation.of(route).tenant(tenant).pathParameter("id", id);
    }

    private static String ownerOf(UUID pet) {
        return Kennels.owner()
                .query("SELECT \"primaryOwnerId\" AS id FROM \"Pet\" WHERE \"id\" = $1", row -> row.string("id"), pet)
                .getFirst();
    }

    private static List<Answer> together(Callable<Answer> one, Callable<Answer> other) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(List.of(one, other))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static void assertProblem(Answer answer, int status, String type, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-request-id", "test");
        assertThat(answer.body())
                .contains("\"type\":\"https://barkbase.com/problems/" + type + "\"")
                .contains("\"detail\":\"" + detail + "\"");
    }
}
