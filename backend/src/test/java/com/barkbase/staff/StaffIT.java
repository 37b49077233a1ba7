package com.barkbase.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The staff's function as API Gateway invokes it, each test in a kennel of its own with one OWNER. */
class StaffIT {

    private static final StaffHandler HANDLER = new StaffHandler(Kennels::services);
    private static final String LIST = "GET /api/v1/staff";
    private static final String ADD = "POST /api/v1/staff";
    private static final String READ = "GET /api/v1/staff/{id}";
    private static final String CHANGE = "PATCH /api/v1/staff/{id}";
    private static final String REMOVE = "DELETE /api/v1/staff/{id}";
    private static final String ME = "GET /api/v1/me";

    private final UUID kennel = UUID.randomUUID();
    private String owner = "";

    @BeforeEach
    void openKennel() {
        Kennels.owner()
                .update(
                        "INSERT INTO \"Tenant\" (\"id\", \"name\", \"timeZone\")"
                                + " VALUES ($1, 'Old Mill', 'Europe/Prague')",
                        kennel);
        owner = id(add("OWNER", "Nora", "OWNER"));
    }

    @Test
    void newMemberIsReadWhereTheAnswerSays() {
        Answer added = add("OWNER", "Vera", "VIEWER");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.headers())
                .containsEntry("etag", "\"1\"")
                .containsEntry("location", "/api/v1/staff/" + added.first("id"));
        assertThat(added.body())
                .contains("\"name\":\"Vera\",\"email\":\"vera@" + kennel + ".example\",\"role\":\"VIEWER\"")
                .doesNotContain("tenantId");
        assertThat(of(READ, "OWNER", id(added)).send(HANDLER).body()).isEqualTo(added.body());
    }

    @Test
    void listIsByNamePageByPageWithoutWhoWasRemoved() {
        add("OWNER", "Zoe", "STAFF");
        add("OWNER", "Adam", "STAFF");
        remove("OWNER", id(add("OWNER", "Karel", "STAFF")));
        Answer first = request(LIST, "STAFF")
                .query(Map.of("limit", "2", "total", "true"))
                .send(HANDLER);
        assertThat(first.all("name")).containsExactly("Adam", "Nora");
        assertThat(first.body()).contains("\"total\":3");
        Answer second = request(LIST, "STAFF")
                .query(Map.of("cursor", Objects.requireNonNull(first.first("nextCursor"))))
                .send(HANDLER);
        assertThat(second.all("name")).containsExactly("Zoe");
        assertThat(second.first("nextCursor")).isNull();
    }

    @Test
    void memberIsAddedOnce() {
        add("OWNER", "Vera", "VIEWER");
        assertProblem(
                add("OWNER", "Vera", "STAFF"),
                409,
                "conflict",
                "email is the address of someone who is a member already.");
    }

    @Test
    void removedMemberIsGoneAndCanBeTakenBack() {
        String vera = id(add("OWNER", "Vera", "STAFF"));
        assertThat(remove("OWNER", vera).status()).isEqualTo(200);
        assertProblem(of(READ, "OWNER", vera).send(HANDLER), 404, "not-found", "No member " + vera + ".");
        assertProblem(remove("OWNER", vera), 404, "not-found", "No member " + vera + ".");
        assertThat(id(add("OWNER", "Vera", "VIEWER"))).isEqualTo(vera);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAFF", "RECEPTIONIST", "GROOMER", "VIEWER"})
    void otherRolesChangeNobodyNotEvenThemselves(String role) {
        String self = id(add("OWNER", "Vera", role));
        String refused = "A " + role + " has no permission CHANGE_STAFF.";
        assertProblem(change(role, self, "{\"role\":\"OWNER\"}"), 403, "forbidden", refused);
        assertProblem(add(role, "Eve", role), 403, "forbidden", refused);
        assertProblem(remove(role, owner), 403, "forbidden", refused);
    }

    @Test
    void managerRaisesNobodyAboveHimself() {
        String manager = id(add("OWNER", "Max", "MANAGER"));
        String refused = "A MANAGER can't make anyone OWNER.";
        assertProblem(change("MANAGER", manager, "{\"role\":\"OWNER\"}"), 403, "forbidden", refused);
        assertProblem(add("MANAGER", "Eve", "OWNER"), 403, "forbidden", refused);
        assertThat(add("MANAGER", "Eve", "MANAGER").status()).isEqualTo(201);
    }

    @Test
    void managerTouchesNoOwner() {
        String refused = "A MANAGER can't change or remove OWNER.";
        assertProblem(change("MANAGER", owner, "{\"role\":\"VIEWER\"}"), 403, "forbidden", refused);
        assertProblem(change("MANAGER", owner, "{\"name\":\"Nobody\"}"), 403, "forbidden", refused);
        assertProblem(remove("MANAGER", owner), 403, "forbidden", refused);
    }

    @Test
    void lastOwnerCanNotGo() {
        assertProblem(
                change("OWNER", owner, "{\"role\":\"MANAGER\"}"),
                409,
                "conflict",
                "role is that of the last OWNER: make someone else an OWNER first.");
        assertThat(remove("OWNER", owner).status()).isEqualTo(409);
        add("OWNER", "Otto", "OWNER");
        assertThat(remove("OWNER", owner).status()).isEqualTo(200);
    }

    @Test
    void changeOfAnotherVersionIsRefused() {
        String vera = id(add("OWNER", "Vera", "VIEWER"));
        assertThat(change("OWNER", vera, "{\"role\":\"STAFF\"}").headers()).containsEntry("etag", "\"2\"");
        Answer stale = of(CHANGE, "OWNER", vera)
                .header("if-match", "\"1\"")
                .body("{\"name\":\"Vera N.\"}")
                .send(HANDLER);
        assertThat(stale.status()).isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"KING\"}|role is \\\"KING\\\"; it must be one of OWNER, MANAGER, STAFF, RECEPTIONIST,"
                        + " GROOMER, VIEWER.",
                "{\"role\":null}|role is null; it must have a value.",
                "{\"email\":\"a@b.example\"}|email is not known; known are name, role."
            })
    void roleIsOneOfTheTableAndAnAddressStays(String body, String detail) {
        assertProblem(change("OWNER", owner, body), 422, "invalid", detail);
    }

    @Test
    void memberOfAnotherKennelIsNotThere() {
        Answer read = Invocation.of(READ)
                .tenant(Kennels.HARBOR)
                .pathParameter("id", owner)
                .send(HANDLER);
        assertProblem(read, 404, "not-found", "No member " + owner + ".");
    }

    @Test
    void callerLearnsWhoTheyAreAndWhatTheyMay() {
        String vera = id(add("OWNER", "Vera", "VIEWER"));
        assertThat(me(vera, "VIEWER").body())
                .isEqualTo("{\"user\":{\"id\":\"%s\",\"name\":\"Vera\",\"email\":\"vera@%s.example\"},"
                                .formatted(vera, kennel)
                        + "\"kennel\":{\"id\":\"%s\",\"name\":\"Old Mill\",\"timeZone\":\"Europe/Prague\"},"
                                .formatted(kennel)
                        + "\"role\":\"VIEWER\",\"permissions\":[\"SIGN_IN\",\"SEE_CLIENTS\"]}");
    }

    @Test
    void callerWhoWasRemovedMeanwhileIsTold() {
        String vera = id(add("OWNER", "Vera", "VIEWER"));
        remove("OWNER", vera);
        assertProblem(me(vera, "VIEWER"), 403, "forbidden", "You are not a member of this kennel.");
    }

    private Answer me(String user, String role) {
        return Invocation.of(ME)
                .authorizer(Map.of("tenantId", kennel.toString(), "userId", user, "role", role))
                .send(HANDLER);
    }

    private Answer add(String callersRole, String name, String role) {
        return request(ADD, callersRole)
                .body("{\"email\":\"%s@%s.example\",\"name\":\"%s\",\"role\":\"%s\"}"
                        .formatted(name.toLowerCase(Locale.ROOT), kennel, name, role))
                .send(HANDLER);
    }

    private Answer change(String callersRole, String id, String body) {
        return of(CHANGE, callersRole, id).header("if-match", "*").body(body).send(HANDLER);
    }

    private Answer remove(String callersRole, String id) {
        return of(REMOVE, callersRole, id).send(HANDLER);
    }

    private Invocation of(String route, String callersRole, String id) {
        return request(route, callersRole).pathParameter("id", id);
    }

    private Invocation request(String route, String callersRole) {
        return Invocation.of(route).tenant(kennel, callersRole);
    }

    private static String id(Answer answer) {
        return Objects.requireNonNull(answer.first("id"), answer.body());
    }

    private static void assertProblem(Answer answer, int status, String type, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body())
                .contains("\"type\":\"https://barkbase.com/problems/" + type + "\"", "\"detail\":\"" + detail + "\"");
    }
}
