package com.barkbase.owners;

import static com.barkbase.Kennels.HARBOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.db.Pool;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a kennel finds its owners. */
class OwnerListIT {

    private static final Pool SERVICES = Kennels.services();
    private static final OwnersHandler HANDLER = new OwnersHandler(() -> SERVICES);

    @ParameterizedTest
    @CsvSource({
        "cafe, Zoë Café",
        "ZOE, Zoë Café",
        "LOVELACE, Ada Lovelace",
        "ada@example, Ada Lovelace",
        "555-0199, Ada Lovelace",
        "(202) 5550199, Ada Lovelace",
        "100%, Bob 100%_sure",
        "%_, Bob 100%_sure",
        "' sure ', Bob 100%_sure"
    })
    void searchFindsNamesMailsAndNumbersHoweverTheyAreTyped(String words, String found) {
        assertThat(list(searched(), Map.of("q", words)).all("name")).containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"z_e", "%", "_", "\\", "Archived", "--"})
    void searchTakesNoCharacterForAWildcard(String words) {
        List<String> found = list(searched(), Map.of("q", words)).all("name");
        assertThat(found).doesNotContain("Zoë Café", "Ada Lovelace", "Archived");
    }

    @Test
    void totalCountsWhatIsSearchedFor() {
        assertThat(list(searched(), Map.of("q", "a", "limit", "1", "total", "true"))
                        .body())
                .endsWith(",\"total\":2}");
    }

    @Test
    void pagesHoldEveryOwnerOnce() {
        UUID tenant = Kennels.add("Pages");
        for (int i = 0; i < 7; i++) {
            create(tenant, "{\"name\":\"Ada\"}");
        }
        List<String> seen = new ArrayList<>();
        Answer page = list(tenant, Map.of("limit", "3"));
        seen.addAll(page.all("id"));
        while (page.first("nextCursor") != null) {
            page = list(tenant, Map.of("limit", "3", "cursor", page.first("nextCursor")));
            seen.addAll(page.all("id"));
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void pageMayBeLongAndFullOfEmoji() {
        UUID tenant = Kennels.add("Long");
        String notes = "🐕 walks\n".repeat(400) + "home";
        String body = Jsonb.instance().toJson(Map.of("name", "Ada", "notes", notes));
        for (int i = 0; i < 20; i++) {
            create(tenant, body);
        }
        Answer page = list(tenant, Map.of());
        assertThat(page.body()).hasSizeGreaterThan(50_000);
        assertThat(Jsonb.instance().type(OwnerPage.class).fromJson(page.body()).items())
                .hasSize(20)
                .extracting(Owner::notes)
                .containsOnly(notes);
    }

    @Test
    void listComesWithPetsWhereAskedFor() {
        UUID tenant = Kennels.add("With pets");
        Kennels.addPet(tenant, "Biscuit");
        assertThat(list(tenant, Map.of()).body()).doesNotContain("Biscuit\"");
        assertThat(list(tenant, Map.of("with", "pets")).all("name")).containsExactly("Biscuit's human", "Biscuit");
    }

    @ParameterizedTest
    @CsvSource({
        "with, dogs, 'with is \\\"dogs\\\"; it must be one of pets.'",
        "archived, 1, 'archived is \\\"1\\\"; it must be true or false.'",
        "tenantId, x, 'tenantId is not known; known are limit, cursor, total, q, archived, with.'"
    })
    void parameterThatMakesNoSenseIsToldWhatIsAllowed(String name, String value, String detail) {
        Answer refused = list(HARBOR, Map.of(name, value));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"detail\":\"" + detail + "\"");
    }

    private static UUID searched() {
        UUID tenant = Kennels.add("Search");
        create(tenant, "{\"name\":\"Zoë Café\"}");
        create(tenant, "{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\",\"phone\":\"+1 202-555 0199\"}");
        create(tenant, "{\"name\":\"Bob 100%_sure\"}");
        Answer archived = create(tenant, "{\"name\":\"Archived\"}");
        Invocation.of("POST /api/v1/owners/{id}/archive")
                .tenant(tenant)
                .pathParameter("id", archived.first("id"))
                .send(HANDLER);
        return tenant;
    }

    private static Answer create(UUID tenant, String body) {
        return Invocation.of("POST /api/v1/owners").tenant(tenant).body(body).send(HANDLER);
    }

    private static Answer list(UUID tenant, Map<String, String> query) {
        return Invocation.of("GET /api/v1/owners").tenant(tenant).query(query).send(HANDLER);
    }
}
