package com.barkbase.vaccinations;

import static com.barkbase.vaccinations.Calls.archive;
import static com.barkbase.vaccinations.Calls.change;
import static com.barkbase.vaccinations.Calls.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.Plan;
import com.barkbase.db.Statements;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which doses are due, on the 15th of June at a kennel in New York unless a test says otherwise. */
class DueVaccinationsIT {

    private final UUID tenant = Kennels.add("Due");
    private final UUID pet = Kennels.addPet(tenant, "Biscuit");

    @Test
    void dueDoseComesWithThePetAndWhomToTell() {
        record(tenant, pet, "Rabies", "2023-06-20", "2026-06-20");
        assertThat(due(Map.of("total", "true")).body())
                .startsWith("{\"today\":\"2026-06-15\",\"until\":\"2026-07-15\",\"items\":[{\"id\":\"")
                .contains("\"vaccine\":\"Rabies\",\"administeredAt\":\"2023-06-20\",\"expiresAt\":\"2026-06-20\","
                        + "\"overdue\":false,\"pet\":{\"id\":\"" + pet
                        + "\",\"name\":\"Biscuit\",\"species\":\"dog\"},\"owner\":{\"id\":\"")
                .endsWith("\"name\":\"Biscuit's human\",\"phone\":\"+1 202 555 0100\"}}],\"total\":1}");
    }

    @Test
    void overdueOnesComeFirstAndWhatEndsLaterIsNotDue() {
        record(tenant, pet, "Ends today", "2025-06-15", "2026-06-15");
        record(tenant, pet, "Ended yesterday", "2025-06-14", "2026-06-14");
        record(tenant, pet, "Ended long ago", "2019-01-01", "2020-01-01");
        record(tenant, pet, "Ends in 30 days", "2025-07-15", "2026-07-15");
        record(tenant, pet, "Ends in 31 days", "2025-07-16", "2026-07-16");
        assertThat(due(Map.of()).all("vaccine"))
                .containsExactly("Ended long ago", "Ended yesterday", "Ends today", "Ends in 30 days");
        assertThat(overdue(due(Map.of()))).containsExactly(true, true, false, false);
        assertThat(due(Map.of("days", "31")).all("vaccine")).contains("Ends in 31 days");
        assertThat(due(Map.of("days", "0")).all("vaccine"))
                .containsExactly("Ended long ago", "Ended yesterday", "Ends today");
    }

    @Test
    void onlyTheLatestDoseOfAVaccineCountsHoweverItIsSpelt() {
        record(tenant, pet, "Rabies", "2022-06-01", "2025-06-01");
        record(tenant, pet, "RABIES", "2025-06-01", "2028-06-01");
        record(tenant, pet, "Distemper", "2020-06-01", "2030-06-01");
        record(tenant, pet, "Distemper", "2025-06-20", "2026-06-20"); // the latest, though it ends sooner
        assertThat(due(Map.of()).all("vaccine")).containsExactly("Distemper");
        assertThat(due(Map.of()).all("administeredAt")).containsExactly("2025-06-20");
    }

    @Test
    void doseThatWasTakenBackReplacesNothing() {
        record(tenant, pet, "Rabies", "2022-06-01", "2025-06-01");
        String mistake = String.valueOf(
                record(tenant, pet, "Rabies", "2025-06-01", "2028-06-01").first("id"));
        assertThat(due(Map.of()).all("vaccine")).isEmpty();
        archive(tenant, mistake);
        assertThat(due(Map.of()).all("expiresAt")).containsExactly("2025-06-01");
        Calls.restore(tenant, mistake);
        assertThat(due(Map.of()).all("vaccine")).isEmpty();
    }

    @Test
    void correctedDoseReplacesWhatItNowIs() {
        String wrong = String.valueOf(
                record(tenant, pet, "Rabies", "2022-06-01", "2025-06-01").first("id"));
        record(tenant, pet, "Parvo", "2023-06-01", "2025-06-02");
        change(tenant, wrong, "*", "{\"vaccine\":\"parvo\"}");
        assertThat(due(Map.of()).all("vaccine")).containsExactly("Parvo");
        change(tenant, wrong, "*", "{\"administeredAt\":\"2024-06-01\"}");
        assertThat(due(Map.of()).all("vaccine")).containsExactly("parvo");
        change(tenant, wrong, "*", "{\"vaccine\":\"Rabies\"}");
        assertThat(due(Map.of()).all("vaccine")).containsExactly("Rabies", "Parvo");
    }

    @Test
    void versionIsOfTheDoseAloneAndNotOfWhatReplacesIt() {
        Answer old = record(tenant, pet, "Rabies", "2022-06-01", "2025-06-01");
        record(tenant, pet, "Rabies", "2025-06-01", "2028-06-01");
        Answer changed = change(tenant, old.first("id"), "\"1\"", "{\"batch\":\"A-17\"}");
        assertThat(changed.headers()).containsEntry("etag", "\"2\"");
    }

    @Test
    void ofDosesThatComeTogetherTheSecondSeesTheFirst() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> second = Kennels.services().asTenant(tenant).inTransaction(tx -> {
                insert(tx, "Rabies", LocalDate.parse("2026-06-01"));
                Future<Answer> late = threads.submit(() -> record(tenant, pet, "Rabies", "2025-06-01", "2026-06-02"));
                awaitLockWait(late);
                return late;
            });
            assertThat(second.get().status()).isEqualTo(201);
        }
        assertThat(due(Map.of()).all("expiresAt")).containsExactly("2026-06-02");
    }

    /** Until somebody waits for a lock, or nobody will. */
    private static void awaitLockWait(Future<?> work) {
        while (!work.isDone()
                && Kennels.owner()
                        .query("SELECT FROM pg_locks WHERE NOT granted")
                        .rows()
                        .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anotherPetsDoseReplacesNothing() {
        record(tenant, pet, "Rabies", "2022-06-01", "2025-06-01");
        record(tenant, Kennels.addPet(tenant, "Moose"), "Rabies", "2025-06-01", "2028-06-01");
        assertThat(due(Map.of()).all("name")).containsExactly("Biscuit", "Biscuit's human");
    }

    @ParameterizedTest
    @CsvSource({
        "\"status\" = 'inactive'",
        "\"status\" = 'deceased'",
        "\"archivedAt\" = now()",
    })
    void onlyActivePetsAreCounted(String change) {
        record(tenant, pet, "Rabies", "2022-06-01", "2025-06-01");
        Kennels.services().asTenant(tenant).update("UPDATE \"Pet\" SET " + change + " WHERE \"id\" = $1", pet);
        assertThat(due(Map.of("total", "true")).body()).endsWith("\"items\":[],\"total\":0}");
    }

    @Test
    void anotherKennelsDosesAreNotListed() {
        UUID other = Kennels.add("Other");
        record(other, Kennels.addPet(other, "Aspen"), "Rabies", "2022-06-01", "2025-06-01");
        assertThat(due(Map.of()).all("vaccine")).isEmpty();
    }

    /** Midnight in summer and winter time, days that change with the clocks, both ends of the world. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-06-16T03:59:59Z, 2026-06-15",
        "America/New_York, 2026-06-16T04:00:00Z, 2026-06-16",
        "America/New_York, 2026-12-16T04:59:59Z, 2026-12-15",
        "America/New_York, 2026-12-16T05:00:00Z, 2026-12-16",
        "America/New_York, 2026-03-08T04:59:59Z, 2026-03-07",
        "America/New_York, 2026-03-09T03:59:59Z, 2026-03-08",
        "America/New_York, 2026-03-09T04:00:00Z, 2026-03-09",
        "America/New_York, 2026-11-02T04:59:59Z, 2026-11-01",
        "America/New_York, 2026-11-02T05:00:00Z, 2026-11-02",
        "America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03",
        "America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04",
        "Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29",
        "Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-31",
        "Pacific/Kiritimati, 2026-06-15T09:59:59Z, 2026-06-15",
        "Pacific/Kiritimati, 2026-06-15T10:00:00Z, 2026-06-16",
        "Pacific/Pago_Pago, 2026-06-15T10:59:59Z, 2026-06-14",
        "Asia/Kathmandu, 2026-06-15T18:15:00Z, 2026-06-16",
        "Etc/UTC, 2026-06-15T23:59:59.999999Z, 2026-06-15",
        "Etc/UTC, 2024-02-29T00:00:00Z, 2024-02-29"
    })
    void todayIsTheKennelsDay(String zone, String now, LocalDate today) {
        Kennels.owner().update("UPDATE \"Tenant\" SET \"timeZone\" = $2 WHERE \"id\" = $1", tenant, zone);
        insert("Ended yesterday", today.minusDays(1));
        insert("Ends today", today);
        insert("Ends tomorrow", today.plusDays(1));
        Answer answer = Calls.due(Calls.at(now), tenant, Map.of("days", "0"));
        assertThat(answer.json()).containsEntry("today", today.toString());
        assertThat(answer.all("vaccine")).containsExactly("Ended yesterday", "Ends today");
        assertThat(overdue(answer)).containsExactly(true, false);
    }

    @Test
    void pagesHoldEveryDueDoseOnce() {
        for (int i = 0; i < 11; i++) {
            insert("Vaccine " + i, LocalDate.parse("2026-06-10").plusDays(i / 4));
        }
        List<String> seen = new ArrayList<>();
        Map<String, String> query = Map.of("limit", "4");
        while (query != null) {
            Answer page = due(query);
            assertThat(page.all("vaccine")).hasSizeLessThanOrEqualTo(4);
            seen.addAll(page.all("vaccine"));
            String next = page.first("nextCursor");
            query = next == null ? null : Map.of("limit", "4", "cursor", next);
        }
        assertThat(seen).isEqualTo(due(Map.of()).all("vaccine")).hasSize(11).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"-1", "367", "soon", "1.5", "''"})
    void daysThatMakeNoSenseAreToldWhatIsAllowed(String days) {
        assertThat(due(Map.of("days", days)).problem())
                .isEqualTo("400 bad-request: days is \"" + days + "\"; it must be a whole number from 0 to 366.");
    }

    @Test
    void pageIsOneRangeOfItsIndex() {
        String plan = Plan.of(tenant, DueQueries.LIST, List.of("2026-07-15", "2026-06-15", pet, 51));
        assertThat(plan)
                .contains("\"Vaccination_due_idx\"")
                .containsPattern("Index Cond: .*\"tenantId\" = current_tenant\\(\\).*\"dueAt\" <= .*ROW\\(")
                .doesNotContain("Sort", "Seq Scan");
    }

    private Answer due(Map<String, String> query) {
        return Calls.due(Calls.HANDLER, tenant, query);
    }

    private static List<Boolean> overdue(Answer page) {
        return Pattern.compile("\"overdue\":(true|false)")
                .matcher(page.body())
                .results()
                .map(found -> Boolean.valueOf(found.group(1)))
                .toList();
    }

    private void insert(String vaccine, LocalDate until) {
        insert(Kennels.services().asTenant(tenant), vaccine, until);
    }

    private void insert(Statements scope, String vaccine, LocalDate until) {
        scope.update("""
                INSERT INTO "Vaccination" ("tenantId", "petId", "vaccine", "administeredAt", "expiresAt")
                VALUES (current_tenant(), $1, $2, '2001-01-01', $3)
                """, pet, vaccine, until);
    }
}
