package com.barkbase.pets;

import static com.barkbase.Kennels.HARBOR;
import static com.barkbase.Kennels.PINE;
import static com.barkbase.pets.Calls.addOwner;
import static com.barkbase.pets.Calls.created;
import static com.barkbase.pets.Calls.ofOne;
import static com.barkbase.pets.Calls.read;
import static com.barkbase.pets.Calls.together;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose a pet is: any number of owners, exactly one of them the primary one. */
class PetOwnersIT {

    private final String pet = created(HARBOR, "Biscuit");
    private final String first = owners().getFirst();

    @Test
    void linkAddsAnOwnerAndTwiceIsAsOnce() {
        String peter = addOwner(HARBOR, "Peter");
        Answer linked = link(peter, false);
        assertThat(linked.status()).isEqualTo(200);
        assertThat(link(peter, false).body()).isEqualTo(linked.body());
        assertThat(owners()).containsExactly(first, peter);
        assertThat(primary()).isEqualTo(first);
    }

    @Test
    void newOwnerCanBecomeThePrimaryOneAtOnce() {
        String peter = addOwner(HARBOR, "Peter");
        Answer linked = link(peter, true);
        assertThat(linked.headers()).containsEntry("etag", "\"2\"");
        assertThat(owners()).containsExactly(peter, first);
        assertThat(primary()).isEqualTo(peter);
    }

    @Test
    void primaryOwnerStaysUntilAnotherIsMadePrimary() {
        String peter = addOwner(HARBOR, "Peter");
        link(peter, false);
        assertThat(unlink(first).problem())
                .isEqualTo("409 conflict: Owner " + first + " is the pet's primary one: make another primary first.");
        assertThat(makePrimary(peter).status()).isEqualTo(200);
        Answer unlinked = unlink(first);
        assertThat(unlinked.status()).isEqualTo(200);
        assertThat(owners()).containsExactly(peter);
        assertThat(primary()).isEqualTo(peter);
    }

    @Test
    void onlyOwnerStays() {
        assertThat(unlink(first).status()).isEqualTo(409);
        assertThat(owners()).containsExactly(first);
    }

    @Test
    void ownerWithoutALinkIsNeitherUnlinkedNorMadePrimary() {
        String stranger = addOwner(HARBOR, "Stranger");
        String expected = "404 not-found: Pet " + pet + " has no owner " + stranger + ".";
        assertThat(unlink(stranger).problem()).isEqualTo(expected);
        assertThat(makePrimary(stranger).problem()).isEqualTo(expected);
        assertThat(primary()).isEqualTo(first);
    }

    @Test
    void anotherKennelsOwnerIsAsUnknownAsNone() {
        for (String owner : List.of(addOwner(PINE, "Foreign"), UUID.randomUUID().toString())) {
            Answer refused = link(owner, true);
            assertThat(refused.problem()).isEqualTo("422 invalid: ownerId is no owner of this kennel.");
            assertThat(refused.pointers()).containsExactly("/ownerId");
            assertThat(unlink(owner).status()).isEqualTo(404);
            assertThat(makePrimary(owner).status()).isEqualTo(404);
        }
        assertThat(owners()).containsExactly(first);
    }

    @Test
    void anotherKennelsPetGetsNoOwner() {
        String foreign = created(PINE, "Aspen");
        Answer refused = ofOne("POST /api/v1/pets/{id}/owners", HARBOR, foreign)
                .body("{\"ownerId\":\"" + first + "\"}")
                .send(Calls.HANDLER);
        assertThat(refused.problem()).isEqualTo("404 not-found: No pet " + foreign + ".");
    }

    @Test
    void whateverComesTogetherThereIsOnePrimaryOwner() throws Exception {
        String peter = addOwner(HARBOR, "Peter");
        for (int round = 0; round < 20; round++) {
            link(peter, false);
            makePrimary(first);
            List<Answer> answers = together(() -> makePrimary(peter), () -> unlink(peter));
            assertThat(answers)
                    .map(Answer::status)
                    .allMatch(status -> List.of(200, 404, 409).contains(status));
            assertThat(owners()).contains(primary());
            assertThat(read(HARBOR, pet).body()).containsOnlyOnce("\"primary\":true");
        }
    }

    private Answer link(String owner, boolean primary) {
        return ofOne("POST /api/v1/pets/{id}/owners", HARBOR, pet)
                .body("{\"ownerId\":\"%s\",\"primary\":%s}".formatted(owner, primary))
                .send(Calls.HANDLER);
    }

    private Answer unlink(String owner) {
        return ofOne("DELETE /api/v1/pets/{id}/owners/{ownerId}", HARBOR, pet)
                .pathParameter("ownerId", owner)
                .send(Calls.HANDLER);
    }

    private Answer makePrimary(String owner) {
        return ofOne("POST /api/v1/pets/{id}/owners/{ownerId}/primary", HARBOR, pet)
                .pathParameter("ownerId", owner)
                .send(Calls.HANDLER);
    }

    /** Their ids, as the pet shows them. */
    private List<String> owners() {
        List<String> ids = read(HARBOR, pet).all("id");
        return ids.subList(1, ids.size());
    }

    private String primary() {
        String body = read(HARBOR, pet).body();
        return owners().stream()
                .filter(id -> body.matches(".*\\{\"id\":\"" + id + "\"[^}]*\"primary\":true}.*"))
                .findFirst()
                .orElseThrow();
    }
}
