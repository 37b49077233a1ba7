package com.barkbase.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.Pool;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kennel's first day, over HTTP: from nothing to its client files, and a new colleague who may only read. */
class FirstDayIT {

    private static final UUID TENANT = UUID.randomUUID();
    private static final List<String> OWNERS =
            List.of("Ada", "Björn", "Chiara", "Dmitri", "Eszter", "Farid", "Greta", "Hiroshi", "Imani", "João");
    private static final List<String> PETS = List.of(
            "Argos", "Bella", "Coco", "Daisy", "Ernie", "Fido", "Ginger", "Hugo", "Iris", "Jack", "Kiki", "Lassie",
            "Milo", "Nala", "Oscar");

    @TempDir
    static Path root;

    private static DevProcess dev;
    private static Tokens tokens;
    private static String owner = "";

    private final Set<String> requestIds = new HashSet<>();
    private int requests;

    @BeforeAll
    static void openKennel() throws IOException {
        dev = DevProcess.ready(root, Map.of());
        tokens = Tokens.withKeyIn(root.resolve(".barkbase/token.key"));
        try (Pool database = dev.owner(root)) {
            database.update(
                    "INSERT INTO \"Tenant\" (\"id\", \"name\", \"timeZone\") VALUES ($1, 'New', 'America/Chicago')",
                    TENANT);
            owner = tokens.issue(new Tokens.Bearer(TENANT, addMember(database)));
        }
    }

    private static UUID addMember(Pool database) {
        return database.asTenant(TENANT)
                .query("SELECT add_member('olga@new.example', 'Olga', 'OWNER') AS id", row -> row.uuid("id"))
                .getFirst();
    }

    @AfterAll
    static void stop() {
        dev.close();
    }

    @Test
    void endsWithFilesThatAreCompleteAndAColleagueWhoMayOnlyRead() throws IOException {
        LocalDate today = today();
        List<String> owners = OWNERS.stream().map(this::addOwner).toList();
        List<String> pets = addPets(owners);
        shareOnePet(pets.getFirst(), owners);
        vaccinate(pets, today);
        assertThat(names(get(owner, "/api/v1/owners?total=true"), 10)).isEqualTo(OWNERS);
        assertThat(names(get(owner, "/api/v1/pets?total=true"), 15)).isEqualTo(PETS);
        assertDue(owner);
        String viewer = hireViewer();
        assertDue(viewer);
        assertViewerMayNotWrite(viewer, owners.getFirst(), pets.getFirst());
        assertThat(get(owner, "/api/v1/pets/" + pets.getFirst()).body())
                .contains("\"name\":\"Argos\"", "\"version\":2");
        assertThat(find(
                        get(dev.token(DevProcess.HARBOR), "/api/v1/pets?q=argos")
                                .body(),
                        "name"))
                .isEmpty();
        assertEveryRequestIsLogged();
    }

    private LocalDate today() {
        HttpResponse<String> due = get(owner, "/api/v1/vaccinations/due");
        assertThat(due.body()).endsWith("\"items\":[]}");
        return LocalDate.parse(find(due.body(), "today").getFirst());
    }

    private String addOwner(String name) {
        return created("/api/v1/owners", "{\"name\":\"%s\",\"phone\":\"+1 202 555 0100\"}".formatted(name));
    }

    /** The first five owners have two each. */
    private List<String> addPets(List<String> owners) {
        List<String> pets = new ArrayList<>();
        for (int i = 0; i < PETS.size(); i++) {
            pets.add(created(
                    "/api/v1/pets",
                    "{\"name\":\"%s\",\"species\":\"%s\",\"microchip\":\"98500000000%04d\",\"primaryOwnerId\":\"%s\"}"
                            .formatted(PETS.get(i), i % 3 == 0 ? "cat" : "dog", i, owners.get(i % owners.size()))));
            String path = "/api/v1/pets/" + pets.getLast();
            post(owner, path + "/weights", "{\"measuredOn\":\"2026-01-31\",\"weightKg\":%d.5}".formatted(i + 3), 201);
        }
        return pets;
    }

    private void shareOnePet(String pet, List<String> owners) {
        String path = "/api/v1/pets/" + pet + "/owners";
        post(owner, path, "{\"ownerId\":\"" + owners.get(9) + "\",\"primary\":true}", 200);
        assertThat(send(owner, "DELETE", path + "/" + owners.get(9), "").statusCode())
                .isEqualTo(409);
        assertThat(find(get(owner, "/api/v1/pets/" + pet).body(), "name")).containsExactly("Argos", "João", "Ada");
    }

    /** Each pet twice; the first dose of five of them is overdue, five more end within the month. */
    private void vaccinate(List<String> pets, LocalDate today) {
        for (int i = 0; i < pets.size(); i++) {
            String path = "/api/v1/pets/" + pets.get(i) + "/vaccinations";
            LocalDate until = today.plusDays(i < 5 ? -20 + i : i < 10 ? i + 5 : 100);
            post(owner, path, dose("Rabies", until.minusYears(3), until), 201);
            post(owner, path, dose("Distemper", today.minusDays(2), today.plusYears(1)), 201);
        }
    }

    private static String dose(String vaccine, LocalDate given, LocalDate until) {
        return "{\"vaccine\":\"%s\",\"administeredAt\":\"%s\",\"expiresAt\":\"%s\"}".formatted(vaccine, given, until);
    }

    private void assertDue(String token) {
        String due = get(token, "/api/v1/vaccinations/due?days=30&total=true").body();
        assertThat(find(due, "vaccine")).hasSize(10).containsOnly("Rabies");
        assertThat(find(due, "name").stream().filter(PETS::contains)).isEqualTo(PETS.subList(0, 10));
        assertThat(due.split("\"overdue\":true", -1)).hasSize(5 + 1);
    }

    private String hireViewer() {
        HttpResponse<String> hired = post(
                owner, "/api/v1/staff", "{\"email\":\"vic@new.example\",\"name\":\"Vic\",\"role\":\"VIEWER\"}", 201);
        String vic = find(hired.body(), "id").getFirst();
        String token = tokens.issue(new Tokens.Bearer(TENANT, UUID.fromString(vic)));
        assertThat(get(token, "/api/v1/me").body()).contains("\"name\":\"Vic\"", "\"role\":\"VIEWER\"");
        return token;
    }

    private void assertViewerMayNotWrite(String viewer, String ofOwner, String pet) {
        post(viewer, "/api/v1/owners", "{\"name\":\"Mallory\"}", 403);
        post(viewer, "/api/v1/owners/" + ofOwner + "/archive", "", 403);
        post(viewer, "/api/v1/pets/" + pet + "/archive", "", 403);
        post(viewer, "/api/v1/pets/" + pet + "/vaccinations", "{}", 403);
        HttpResponse<String> change = send(viewer, "PATCH", "/api/v1/pets/" + pet, "{\"name\":\"Mallory\"}");
        assertThat(change.statusCode()).isEqualTo(403);
        assertThat(change.body()).contains("A VIEWER has no permission CHANGE_CLIENTS.");
    }

    private void assertEveryRequestIsLogged() {
        assertThat(requests).isEqualTo(1 + 10 + 2 * 15 + 3 + 2 * 15 + 2 + 1 + 2 + 1 + 5 + 1 + 1);
        for (String id : requestIds) {
            dev.await(line -> line.contains("\"requestId\":\"" + id + "\""));
        }
        assertThat(requestIds).hasSize(requests);
    }

    private String created(String path, String body) {
        HttpResponse<String> answer = post(owner, path, body, 201);
        String id = find(answer.body(), "id").getFirst();
        assertThat(answer.headers().firstValue("location")).contains(path + "/" + id);
        return id;
    }

    private HttpResponse<String> post(String token, String path, String body, int status) {
        HttpResponse<String> answer = send(token, "POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private HttpResponse<String> get(String token, String path) {
        HttpResponse<String> answer = send(token, "GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private HttpResponse<String> send(String token, String method, String path, String body) {
        HttpResponse<String> answer = dev.send(
                method,
                path,
                BodyPublishers.ofString(body),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "request-" + requests);
        requests++;
        requestIds.add(answer.headers().firstValue("x-request-id").orElseThrow());
        return answer;
    }

    private static List<String> names(HttpResponse<String> page, int total) {
        assertThat(page.body()).endsWith(",\"total\":" + total + "}");
        return find(page.body(), "name");
    }

    private static List<String> find(String body, String name) {
        return Pattern.compile("\"" + name + "\":\"([^\"]*)\"")
                .matcher(body)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
