package com.barkbase.pets;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static com.barkbase.pets.Calls.created;
import static com.barkbase.pets.Calls.ofOne;
import static com.barkbase.pets.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pet's weights over time. */
class WeightsIT {

    private static final String ADD = "POST /api/v1/pets/{id}/weights";

    private final String pet = created(HARBOR, "Biscuit");

    @Test
    void newestDayIsThePetsWeightWheneverItWasWritten() {
        Answer added = add("2026-02-01", "11.4");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.headers())
                .containsEntry("etag", "\"1\"")
                .containsEntry("location", "/api/v1/pets/" + pet + "/weights");
        add("2025-12-24", "10.9");
        assertThat(weight()).isEqualTo("11.4");
        add("2026-02-01", "11.5");
        assertThat(weight()).isEqualTo("11.5");
        assertThat(list(Map.of("total", "true")).body())
                .containsSubsequence("11.5", "11.4", "10.9")
                .endsWith(",\"total\":3}");
    }

    @Test
    void mistakeIsTakenBackAndCountsAgain() {
        add("2026-02-01", "11.4");
        String mistake = String.valueOf(add("2026-02-02", "114").first("id"));
        assertThat(archive(mistake, "archive").body()).contains("\"archivedAt\":\"20");
        assertThat(weight()).isEqualTo("11.4");
        assertThat(list(Map.of()).all("id")).hasSize(1).doesNotContain(mistake);
        assertThat(archive(mistake, "archive").status()).isEqualTo(200);
        assertThat(archive(mistake, "restore").body()).doesNotContain("archivedAt");
        assertThat(weight()).isEqualTo("114");
        assertThat(ofOne("POST /api/v1/pets/{id}/weights/{weightId}/archive", HARBOR, created(HARBOR, "Moose"))
                        .pathParameter("weightId", mistake)
                        .send(Calls.HANDLER)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void pagesHoldEveryWeightOnce() {
        Kennels.services()
                .asTenant(HARBOR)
                .update("""
                INSERT INTO "PetWeight" ("tenantId", "petId", "measuredOn", "weightKg")
                SELECT current_tenant(), $1, date '2026-01-01' + n / 3, 10 + n FROM generate_series(1, 11) n
                """, UUID.fromString(pet)); // three of a day, written in the same moment
        List<String> seen = new ArrayList<>();
        Answer page = list(Map.of("limit", "4"));
        seen.addAll(page.all("id"));
        while (page.first("nextCursor") != null) {
            page = list(Map.of("limit", "4", "cursor", page.first("nextCursor")));
            seen.addAll(page.all("id"));
        }
        assertThat(seen).isEqualTo(list(Map.of()).all("id")).hasSize(11).doesNotHaveDuplicates();
        assertThat(list(Map.of()).all("measuredOn")).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void pageIsOneRangeOfItsIndex() {
        String weight = String.valueOf(add("2026-02-01", "11.4").first("id"));
        assertThat(Plan.of(HARBOR, WeightQueries.LIST, List.of(pet, weight, 51)))
                .contains("Index Scan Backward using \"PetWeight_newest_idx\"")
                .containsPattern("Index Cond: .*\"tenantId\" = current_tenant\\(\\).*\"petId\" = .*ROW\\(")
                .doesNotContain("Sort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10000", "0.0001", "\"11.4\"", "null", "1e999999999", "1e-999999999"})
    void weightIsOfThisWorld(String kg) {
        Answer refused = add("2026-02-01", kg);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactly("/weightKg");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08T04:59:59Z, 2026-03-07, 201",
        "2026-03-08T04:59:59Z, 2026-03-08, 422",
        "2026-03-08T05:00:00Z, 2026-03-08, 201"
    })
    void petWasWeighedTodayAtTheLatestAsItsKennelCountsDays(String now, String day, int status) {
        Answer answer = ofOne(ADD, HARBOR, pet)
                .body("{\"measuredOn\":\"" + day + "\",\"weightKg\":1}")
                .send(Calls.at(now));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.pointers()).isEqualTo(status == 422 ? List.of("/measuredOn") : List.of());
    }

    @Test
    void anotherKennelsPetIsAsUnknownAsNone() {
        String foreign = created(PINE, "Aspen");
        for (String id : List.of(foreign, UUID.randomUUID().toString())) {
            String expected = "404 not-found: No pet " + id + ".";
            assertThat(ofOne(ADD, HARBOR, id)
                            .body("{\"measuredOn\":\"2026-02-01\",\"weightKg\":1}")
                            .send(Calls.HANDLER)
                            .problem())
                    .isEqualTo(expected);
            assertThat(ofOne("GET /api/v1/pets/{id}/weights", HARBOR, id)
                            .send(Calls.HANDLER)
                            .problem())
                    .isEqualTo(expected);
        }
        assertThat(read(PINE, foreign).body()).doesNotContain("weightKg");
    }

    private Answer add(String day, String kg) {
        return ofOne(ADD, HARBOR, pet)
                .body("{\"measuredOn\":\"%s\",\"weightKg\":%s}".formatted(day, kg))
                .send(Calls.HANDLER);
    }

    private Answer archive(String weight, String verb) {
        return ofOne("POST /api/v1/pets/{id}/weights/{weightId}/" + verb, HARBOR, pet)
                .pathParameter("weightId", weight)
                .send(Calls.HANDLER);
    }

    private Answer list(Map<String, String> query) {
        return ofOne("GET /api/v1/pets/{id}/weights", HARBOR, pet).query(query).send(Calls.HANDLER);
    }

    private String weight() {
        return String.valueOf(read(HARBOR, pet).json().get("weightKg"));
    }
}
