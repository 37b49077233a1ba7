package com.barkbase.pets;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static com.barkbase.pets.Calls.addPet;
import static com.barkbase.pets.Calls.change;
import static com.barkbase.pets.Calls.created;
import static com.barkbase.pets.Calls.list;
import static com.barkbase.pets.Calls.ofOne;
import static com.barkbase.pets.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.Plan;
import com.barkbase.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kennel writes down of its pets. */
class PetFilesIT {

    private static final String CREATE = "POST /api/v1/pets";
    private static final String CHANGE = "PATCH /api/v1/pets/{id}";
    private static final String ARCHIVE = "POST /api/v1/pets/{id}/archive";
    private static final String RESTORE = "POST /api/v1/pets/{id}/restore";

    @Test
    void newPetIsReadWhereTheAnswerSays() {
        Answer created = addPet(HARBOR, "Biscuit", """
                , "breed": " Beagle ", "sex": "female", "birthDate": "2019-04-12", "microchip": "985000000000101",
                "allergies": "Chicken", "escapeArtist": true, "notes": "Digs.\\nDeep."
                """);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers())
                .containsEntry("etag", "\"1\"")
                .containsEntry("location", "/api/v1/pets/" + created.first("id"));
        assertThat(created.body())
                .contains("\"breed\":\"Beagle\",\"sex\":\"female\",\"birthDate\":\"2019-04-12\","
                        + "\"microchip\":\"985000000000101\",\"status\":\"active\",\"allergies\":\"Chicken\"")
                .contains("\"escapeArtist\":true,\"notes\":\"Digs.\\nDeep.\"")
                .contains("\"name\":\"Biscuit's human\",\"primary\":true}]}")
                .doesNotContain("tenantId", "archivedAt", "weightKg", "search");
        assertThat(read(HARBOR, created.first("id")).body()).isEqualTo(created.body());
    }

    @Test
    void petSentTwiceWithOneKeyIsOnePet() {
        UUID tenant = Kennels.add("Twice");
        String owner = Calls.addOwner(tenant, "Ada");
        Invocation post = Invocation.of(CREATE)
                .tenant(tenant)
                .header("idempotency-key", "a-pet")
                .body("{\"name\":\"Biscuit\",\"species\":\"dog\",\"primaryOwnerId\":\"" + owner + "\"}");
        Answer first = post.send(Calls.HANDLER);
        Answer second = post.send(Calls.HANDLER);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).isEqualTo(first.headers());
        assertThat(list(tenant, Map.of()).all("name")).containsExactly("Biscuit");
    }

    @Test
    void primaryOwnerMustBeOneOfThisKennelAndNothingIsToldOfOthers() {
        String unknown = UUID.randomUUID().toString();
        for (String owner : List.of(Calls.addOwner(PINE, "Aspen's human"), unknown)) {
            Answer refused = Invocation.of(CREATE)
                    .tenant(HARBOR)
                    .body("{\"name\":\"Nobody's\",\"species\":\"dog\",\"primaryOwnerId\":\"" + owner + "\"}")
                    .send(Calls.HANDLER);
            assertThat(refused.problem()).isEqualTo("422 invalid: primaryOwnerId is no owner of this kennel.");
            assertThat(refused.pointers()).containsExactly("/primaryOwnerId");
        }
        assertThat(list(HARBOR, Map.of("q", "nobody's")).all("name")).isEmpty();
    }

    @Test
    void everythingThatIsWrongWithABodyIsToldAtOnce() {
        Answer refused = Invocation.of(CREATE).tenant(HARBOR).body("""
                        {"name": "", "species": "wolf", "sex": 1, "birthDate": "2023-02-29",
                         "microchip": "98500000000010", "status": "lost", "aggressive": "yes",
                         "weightKg": 3, "version": 7}
                        """).send(Calls.HANDLER);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers())
                .containsExactly(
                        "/name",
                        "/species",
                        "/sex",
                        "/birthDate",
                        "/microchip",
                        "/status",
                        "/aggressive",
                        "/primaryOwnerId",
                        "/weightKg",
                        "/version");
        assertThat(refused.body())
                .contains("is \\\"98500000000010\\\"; it must be 15 digits (ISO 11784).")
                .contains("is \\\"lost\\\"; it must be one of active, inactive, deceased.");
    }

    @Test
    void patchChangesWhatItNamesAndClearsWhatIsNull() {
        Answer pet = addPet(HARBOR, "Biscuit", ",\"breed\":\"Beagle\",\"diet\":\"Rice\",\"anxious\":true");
        Answer changed =
                change(HARBOR, pet.first("id"), "\"1\"", "{\"diet\":null,\"anxious\":null,\"status\":\"inactive\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers()).containsEntry("etag", "\"2\"");
        assertThat(changed.json())
                .containsEntry("breed", "Beagle")
                .containsEntry("anxious", false)
                .containsEntry("status", "inactive")
                .doesNotContainKey("diet");
        assertThat(read(HARBOR, pet.first("id")).body()).isEqualTo(changed.body());
        Answer back = change(HARBOR, pet.first("id"), "\"2\"", "{\"status\":null}");
        assertThat(back.json()).containsEntry("status", "active");
    }

    @Test
    void changeNeedsTheVersionThatItsSenderHasSeen() {
        String pet = created(HARBOR, "Biscuit");
        assertThat(ofOne(CHANGE, HARBOR, pet).body("{}").send(Calls.HANDLER).status())
                .isEqualTo(428);
        assertThat(change(HARBOR, pet, "\"1\"", "{\"breed\":\"Pug\"}").status()).isEqualTo(200);
        assertThat(change(HARBOR, pet, "\"1\"", "{\"breed\":\"Boxer\"}").problem())
                .isEqualTo("412 stale: If-Match names another version than \"2\", which is stored:"
                        + " read it again, and change that.");
        assertThat(read(HARBOR, pet).json()).containsEntry("breed", "Pug");
    }

    @Test
    void primaryOwnerIsNotChangedByAPatch() {
        Answer refused =
                change(HARBOR, created(HARBOR, "Biscuit"), "*", "{\"primaryOwnerId\":\"" + UUID.randomUUID() + "\"}");
        assertThat(refused.problem()).startsWith("422 invalid: primaryOwnerId is not known;");
    }

    @Test
    void chipIsOnePetsInAKennelAndTellsNothingOfOthers() {
        UUID one = Kennels.add("One");
        UUID other = Kennels.add("Other");
        String chip = ",\"microchip\":\"985000000000102\"";
        String first = String.valueOf(addPet(one, "Biscuit", chip).first("id"));
        assertThat(addPet(other, "Aspen", chip).status()).isEqualTo(201);
        Answer second = addPet(one, "Moose", chip);
        assertThat(second.problem())
                .isEqualTo("409 conflict: microchip is another pet's already, maybe an archived one's.");
        assertThat(second.pointers()).containsExactly("/microchip");
        ofOne(ARCHIVE, one, first).send(Calls.HANDLER);
        Answer third = change(one, created(one, "Moose"), "*", "{\"microchip\":\"985000000000102\"}");
        assertThat(third.problem())
                .isEqualTo("409 conflict: microchip is another pet's already, maybe an archived one's.");
        assertThat(third.body() + third.log()).doesNotContain("985000000000102", "Biscuit");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08T04:59:59Z, 2026-03-07, 201",
        "2026-03-08T04:59:59Z, 2026-03-08, 422",
        "2026-03-08T05:00:00Z, 2026-03-08, 201",
        "2026-11-01T03:59:59Z, 2026-11-01, 422",
        "2026-11-01T04:00:00Z, 2026-11-01, 201"
    })
    void petIsBornTodayAtTheLatestAsItsKennelCountsDays(String now, String born, int status) {
        Answer answer = addPet(Calls.at(now), HARBOR, "Newborn", ",\"birthDate\":\"" + born + "\"");
        assertThat(answer.status()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.pointers()).containsExactly("/birthDate");
            assertThat(answer.problem())
                    .startsWith("422 invalid: birthDate is " + born + "; it must not be after today, which is 2026-");
        }
    }

    @Test
    void birthDateIsJudgedWhereItIsChangedToo() {
        Answer refused = change(HARBOR, created(HARBOR, "Biscuit"), "*", "{\"birthDate\":\"2199-12-31\"}");
        assertThat(refused.pointers()).containsExactly("/birthDate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"notes\":\"Allergic? Diet? No medication.\"|",
                "\"allergies\":\"Chicken\"|ALLERGIES",
                "\"medication\":\"Aspirin, was stopped\"|",
                "\"medicationRequired\":true,\"medication\":\"Insulin\"|MEDICATION",
                "\"medicationRequired\":true|MEDICATION_UNKNOWN",
                "\"diet\":\"Rice\",\"specialNeeds\":true,\"aggressive\":true|DIET SPECIAL_NEEDS"
            })
    void alertsComeFromFieldsAndNotFromWords(String fields, String codes) {
        Answer pet = addPet(HARBOR, "Biscuit", "," + fields);
        assertThat(pet.all("code")).containsExactly(codes == null ? new String[0] : codes.split(" "));
        assertThat(pet.all("message")).hasSameSizeAs(pet.all("code")).allMatch(message -> message.endsWith("."));
    }

    @Test
    void archivedPetIsOutOfTheListAndComesBack() {
        UUID tenant = Kennels.add("Archive");
        String pet = created(tenant, "Biscuit");
        Answer archived =
                ofOne(ARCHIVE, tenant, pet).header("if-match", "\"1\"").send(Calls.HANDLER);
        assertThat(archived.body()).contains("\"archivedAt\":\"20").contains("\"version\":2");
        assertThat(ofOne(ARCHIVE, tenant, pet).send(Calls.HANDLER).body()).isEqualTo(archived.body());
        assertThat(list(tenant, Map.of()).all("name")).isEmpty();
        assertThat(list(tenant, Map.of("archived", "true")).all("name")).containsExactly("Biscuit");
        assertThat(ofOne(RESTORE, tenant, pet)
                        .header("if-match", "\"1\"")
                        .send(Calls.HANDLER)
                        .status())
                .isEqualTo(412);
        assertThat(ofOne(RESTORE, tenant, pet).send(Calls.HANDLER).body()).doesNotContain("archivedAt");
        assertThat(list(tenant, Map.of()).all("name")).containsExactly("Biscuit");
    }

    @ParameterizedTest
    @CsvSource({
        "status, active, Luna Ábel",
        "status, deceased, Rex",
        "species, cat, Luna",
        "q, abel, Ábel",
        "q, SIAMESE, Luna",
        "q, 98500000000010, Ábel",
        "q, %, ''"
    })
    void listIsFilteredAndSearched(String name, String value, String found) {
        UUID tenant = Kennels.add("Filters");
        addPet(tenant, "Ábel", ",\"microchip\":\"985000000000103\"");
        addPet(tenant, "Rex", ",\"status\":\"deceased\"");
        String luna = created(tenant, "Luna");
        change(tenant, luna, "*", "{\"species\":\"cat\",\"breed\":\"Siamese\"}");
        Answer page = list(tenant, Map.of(name, value, "total", "true"));
        List<String> names = found.isEmpty() ? List.of() : List.of(found.split(" "));
        assertThat(page.all("name")).containsExactlyElementsOf(names);
        assertThat(page.body()).endsWith(",\"total\":" + names.size() + "}");
    }

    @Test
    void pageIsOneRangeOfItsIndex() {
        List<Object> parameters = Arrays.asList(false, null, "active", null, "Biscuit", HARBOR, 51);
        assertThat(Plan.of(HARBOR, PetQueries.LIST, parameters))
                .contains("\"Pet_name_idx\"", "\"PetWeight_newest_idx\"")
                .containsPattern("Index Cond: .*\"tenantId\" = current_tenant\\(\\).*ROW\\(name, id\\) > ROW\\(")
                .doesNotContain("Sort");
    }

    @Test
    void listComesWithOwnersWhereAskedFor() {
        UUID tenant = Kennels.add("With owners");
        created(tenant, "Biscuit");
        assertThat(list(tenant, Map.of()).body()).doesNotContain("human");
        assertThat(list(tenant, Map.of("with", "owners")).all("name")).containsExactly("Biscuit", "Biscuit's human");
    }

    @Test
    void anotherKennelsPetIsNotChangedAndAsUnknownAsNone() {
        String foreign = created(PINE, "Aspen");
        for (String id : List.of(foreign, UUID.randomUUID().toString())) {
            for (String route : List.of(CHANGE, ARCHIVE, RESTORE)) {
                Answer answer = ofOne(route, HARBOR, id)
                        .header("if-match", "*")
                        .body("{\"name\":\"Mallory\"}")
                        .send(Calls.HANDLER);
                assertThat(answer.problem()).isEqualTo("404 not-found: No pet " + id + ".");
            }
        }
        assertThat(read(PINE, foreign).json()).containsEntry("name", "Aspen").containsEntry("version", 1L);
    }

    @Test
    void viewerReadsAndMayNotWrite() {
        String pet = created(HARBOR, "Biscuit");
        for (String route : PetRoutes.ALL.stream()
                .filter(route -> !route.method().equals("GET"))
                .map(Route::key)
                .toList()) {
            Answer refused =
                    ofOne(route, HARBOR, pet).tenant(HARBOR, "VIEWER").body("{").send(Calls.HANDLER);
            assertThat(refused.problem()).isEqualTo("403 forbidden: A VIEWER has no permission CHANGE_CLIENTS.");
        }
        Answer read = ofOne("GET /api/v1/pets/{id}", HARBOR, pet)
                .tenant(HARBOR, "VIEWER")
                .send(Calls.HANDLER);
        assertThat(read.status()).isEqualTo(200);
    }
}
