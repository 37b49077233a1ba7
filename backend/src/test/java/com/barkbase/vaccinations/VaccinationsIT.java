package com.barkbase.vaccinations;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static com.barkbase.vaccinations.Calls.archive;
import static com.barkbase.vaccinations.Calls.change;
import static com.barkbase.vaccinations.Calls.list;
import static com.barkbase.vaccinations.Calls.ofOne;
import static com.barkbase.vaccinations.Calls.record;
import static com.barkbase.vaccinations.Calls.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.Plan;
import com.barkbase.db.StatementException;
import com.barkbase.http.Cursor;
import com.barkbase.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vaccinations' function as API Gateway invokes it, over a real database. */
class VaccinationsIT {

    private static final String READ = "GET /api/v1/vaccinations/{id}";

    private final UUID pet = Kennels.addPet(HARBOR, "Biscuit");

    @Test
    void recordedDoseIsReadWhereTheAnswerSays() {
        Answer recorded = ofOne(Calls.RECORD, HARBOR, pet.toString()).body("""
                        {"vaccine": " Rabies ", "administeredAt": "2026-06-15", "expiresAt": "2029-06-15",
                         "batch": "A-17", "veterinarian": "Dr. Vega", "notes": "Left hind leg.\\nNo reaction."}
                        """).send(Calls.HANDLER);
        assertThat(recorded.status()).isEqualTo(201);
        assertThat(recorded.headers())
                .containsEntry("etag", "\"1\"")
                .containsEntry("location", "/api/v1/vaccinations/" + recorded.first("id"));
        assertThat(recorded.body())
                .contains("\"petId\":\"" + pet + "\",\"vaccine\":\"Rabies\",\"administeredAt\":\"2026-06-15\","
                        + "\"expiresAt\":\"2029-06-15\",\"batch\":\"A-17\",\"veterinarian\":\"Dr. Vega\"")
                .doesNotContain("tenantId", "archivedAt");
        Answer read = ofOne(READ, HARBOR, recorded.first("id")).send(Calls.HANDLER);
        assertThat(read.body()).isEqualTo(recorded.body());
        assertThat(read.headers()).containsEntry("etag", "\"1\"");
    }

    @Test
    void doseSentTwiceWithOneKeyIsOneDose() {
        Invocation post = ofOne(Calls.RECORD, HARBOR, pet.toString())
                .header("idempotency-key", "dose-" + pet)
                .body("{\"vaccine\":\"Rabies\",\"administeredAt\":\"2026-06-01\",\"expiresAt\":\"2029-06-01\"}");
        assertThat(post.send(Calls.HANDLER).body())
                .isEqualTo(post.send(Calls.HANDLER).body());
        assertThat(list(HARBOR, pet, Map.of()).all("id")).hasSize(1);
    }

    @Test
    void doseThatEndsBeforeItBeganIsRefused() {
        Answer refused = record(HARBOR, pet, "Rabies", "2026-06-01", "2026-05-31");
        assertThat(refused.problem()).isEqualTo("422 invalid: expiresAt must not be before administeredAt.");
        assertThat(refused.pointers()).containsExactly("/expiresAt");
        assertThat(record(HARBOR, pet, "Rabies", "2026-06-01", "2026-06-01").status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"expiresAt, 2026-05-31", "administeredAt, 2026-06-02"})
    void patchOfOneDayIsComparedWithTheOtherByTheDatabase(String field, String day) {
        String dose = recorded("Rabies", "2026-06-01", "2026-06-01");
        Answer refused = change(HARBOR, dose, "*", "{\"" + field + "\":\"" + day + "\"}");
        assertThat(refused.problem()).isEqualTo("422 invalid: expiresAt must not be before administeredAt.");
        assertThat(refused.pointers()).containsExactly("/expiresAt");
    }

    @Test
    void databaseHoldsTheOrderOfDaysWhateverAServiceForgets() {
        assertThatThrownBy(() -> Kennels.services().asTenant(HARBOR).update("""
                        INSERT INTO "Vaccination" ("tenantId", "petId", "vaccine", "administeredAt", "expiresAt")
                        VALUES (current_tenant(), $1, 'Rabies', '2026-06-01', '2026-05-31')
                        """, pet))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo("Vaccination_dates_check"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08T04:59:59Z, 2026-03-07, 201",
        "2026-03-08T04:59:59Z, 2026-03-08, 422",
        "2026-03-08T05:00:00Z, 2026-03-08, 201"
    })
    void doseWasGivenTodayAtTheLatestAsItsKennelCountsDays(String now, String day, int status) {
        Answer answer = ofOne(Calls.RECORD, HARBOR, pet.toString())
                .body("{\"vaccine\":\"Rabies\",\"administeredAt\":\"" + day + "\",\"expiresAt\":\"" + day + "\"}")
                .send(Calls.at(now));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.pointers()).isEqualTo(status == 422 ? List.of("/administeredAt") : List.of());
    }

    @Test
    void bothMistakesOfADaysOrderAreToldAtOnce() {
        Answer refused = record(HARBOR, pet, "Rabies", "2026-06-16", "2026-06-14");
        assertThat(refused.pointers()).containsExactly("/administeredAt", "/expiresAt");
    }

    @Test
    void doseIsCorrectedInTheVersionThatWasSeen() {
        String dose = recorded("Rabies", "2026-06-01", "2029-06-01");
        Answer changed = change(HARBOR, dose, "\"1\"", "{\"batch\":\"A-17\",\"administeredAt\":\"2026-05-31\"}");
        assertThat(changed.headers()).containsEntry("etag", "\"2\"");
        assertThat(changed.json())
                .containsEntry("vaccine", "Rabies")
                .containsEntry("administeredAt", "2026-05-31")
                .containsEntry("batch", "A-17");
        assertThat(change(HARBOR, dose, "\"1\"", "{\"batch\":null}").status()).isEqualTo(412);
        assertThat(change(HARBOR, dose, "\"2\"", "{\"batch\":null}").json()).doesNotContainKey("batch");
        assertThat(change(HARBOR, dose, "*", "{\"administeredAt\":\"2026-06-16\"}")
                        .pointers())
                .containsExactly("/administeredAt");
        assertThat(change(HARBOR, dose, "*", "{\"petId\":\"" + pet + "\"}").pointers())
                .containsExactly("/petId");
    }

    @Test
    void sameDoseIsWrittenDownOnceUnlessItWasTakenBack() {
        String dose = recorded("Rabies", "2026-06-01", "2029-06-01");
        Answer again = record(HARBOR, pet, "RABIES", "2026-06-01", "2027-06-01");
        assertThat(again.problem())
                .isEqualTo("409 conflict: vaccine was given on that day already, as another record says.");
        assertThat(again.pointers()).containsExactly("/vaccine");
        assertThat(archive(HARBOR, dose).body()).contains("\"archivedAt\":\"20");
        assertThat(record(HARBOR, pet, "RABIES", "2026-06-01", "2027-06-01").status())
                .isEqualTo(201);
        assertThat(restore(HARBOR, dose).status()).isEqualTo(409);
    }

    @Test
    void archivedDoseIsOutOfTheListAndComesBack() {
        String dose = recorded("Rabies", "2026-06-01", "2029-06-01");
        assertThat(archive(HARBOR, dose).headers()).containsEntry("etag", "\"2\"");
        assertThat(archive(HARBOR, dose).headers()).containsEntry("etag", "\"2\"");
        assertThat(list(HARBOR, pet, Map.of()).all("id")).isEmpty();
        assertThat(list(HARBOR, pet, Map.of("archived", "true")).all("id")).containsExactly(dose);
        assertThat(ofOne("POST /api/v1/vaccinations/{id}/restore", HARBOR, dose)
                        .header("if-match", "\"1\"")
                        .send(Calls.HANDLER)
                        .status())
                .isEqualTo(412);
        assertThat(restore(HARBOR, dose).body()).doesNotContain("archivedAt");
        assertThat(list(HARBOR, pet, Map.of()).all("id")).containsExactly(dose);
    }

    @Test
    void pagesHoldEveryDoseOnceTheNewestFirst() {
        for (String vaccine : List.of("Rabies", "Distemper", "Parvo", "Lepto")) {
            record(HARBOR, pet, vaccine, "2026-06-01", "2027-06-01");
            record(HARBOR, pet, vaccine, "2025-06-01", "2026-06-01");
        }
        List<String> days = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Map<String, String> query = Map.of("limit", "3");
        while (query != null) {
            Answer page = list(HARBOR, pet, query);
            days.addAll(page.all("administeredAt"));
            ids.addAll(page.all("id"));
            String next = page.first("nextCursor");
            query = next == null ? null : Map.of("limit", "3", "cursor", next);
        }
        assertThat(ids).hasSize(8).doesNotHaveDuplicates();
        assertThat(days).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(list(HARBOR, pet, Map.of("total", "true")).body()).endsWith(",\"total\":8}");
    }

    @Test
    void pageIsOneRangeOfItsIndex() {
        assertThat(Plan.of(HARBOR, VaccinationQueries.LIST, List.of(pet, false, "2026-06-01", pet, 51)))
                .contains("Index Scan Backward using \"Vaccination_newest_idx\"")
                .containsPattern("Index Cond: .*\"tenantId\" = current_tenant\\(\\).*\"petId\" = .*ROW\\(")
                .doesNotContain("Sort");
    }

    @Test
    void cursorOfAListThatIsSortedOtherwiseIsABadRequest() {
        String names = new Cursor("Biscuit", pet).toString();
        assertThat(list(HARBOR, pet, Map.of("cursor", names)).problem())
                .isEqualTo("400 bad-request: cursor is \"" + names
                        + "\"; it must be the nextCursor of the page before, unchanged.");
    }

    @Test
    void anotherKennelsDosesAndPetsAreAsUnknownAsNone() {
        UUID foreignPet = Kennels.addPet(PINE, "Aspen");
        String foreign = String.valueOf(
                record(PINE, foreignPet, "Rabies", "2026-06-01", "2029-06-01").first("id"));
        for (String id : List.of(foreign, UUID.randomUUID().toString())) {
            for (String route : List.of(
                    READ,
                    "PATCH /api/v1/vaccinations/{id}",
                    "POST /api/v1/vaccinations/{id}/archive",
                    "POST /api/v1/vaccinations/{id}/restore")) {
                Answer answer = ofOne(route, HARBOR, id)
                        .header("if-match", "*")
                        .body("{\"vaccine\":\"None\"}")
                        .send(Calls.HANDLER);
                assertThat(answer.problem()).isEqualTo("404 not-found: No vaccination " + id + ".");
            }
        }
        for (UUID id : List.of(foreignPet, UUID.randomUUID())) {
            String expected = "404 not-found: No pet " + id + ".";
            assertThat(list(HARBOR, id, Map.of()).problem()).isEqualTo(expected);
            assertThat(record(HARBOR, id, "Rabies", "2026-06-01", "2029-06-01").problem())
                    .isEqualTo(expected);
        }
        assertThat(list(PINE, foreignPet, Map.of()).all("vaccine")).containsExactly("Rabies");
    }

    @Test
    void viewerReadsAndMayNotWrite() {
        String dose = recorded("Rabies", "2026-06-01", "2029-06-01");
        for (Route route : VaccinationRoutes.ALL) {
            Answer answer = ofOne(route.key(), HARBOR, dose)
                    .tenant(HARBOR, "VIEWER")
                    .body("{")
                    .send(Calls.HANDLER);
            assertThat(answer.status() == 403).isEqualTo(!route.method().equals("GET"));
        }
    }

    private String recorded(String vaccine, String given, String until) {
        return String.valueOf(record(HARBOR, pet, vaccine, given, until).first("id"));
    }
}
