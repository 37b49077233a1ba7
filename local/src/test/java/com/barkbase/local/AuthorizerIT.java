package com.barkbase.local;

import static com.barkbase.local.DevProcess.HARBOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.Pool;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token says who; the membership says what they are, anew at each request. */
class AuthorizerIT {

    private static final UUID TENANT = UUID.fromString("a1000000-0000-4000-8000-000000000001");

    @TempDir
    static Path root;

    private static DevProcess dev;
    private static Pool owner;

    private String token = "";
    private UUID vera = new UUID(0, 0);

    @BeforeAll
    static void start() throws IOException {
        dev = DevProcess.ready(root, Map.of());
        owner = dev.owner(root);
    }

    @AfterAll
    static void stop() {
        owner.close();
        dev.close();
    }

    @BeforeEach
    void addVera() throws IOException {
        vera = owner.asTenant(TENANT)
                .query(
                        "SELECT add_member($1, 'Vera', 'STAFF') AS id",
                        row -> row.uuid("id"),
                        UUID.randomUUID() + "@harborstreet.example")
                .getFirst();
        token = Tokens.withKeyIn(root.resolve(".barkbase/token.key")).issue(new Tokens.Bearer(TENANT, vera));
    }

    @Test
    void printedTokenIsAnOwners() {
        assertThat(dev.getAs(HARBOR, "/api/v1/me").body())
                .contains("\"name\":\"Nora Haskell\"", "\"name\":\"Harbor Street Kennels\"", "\"role\":\"OWNER\"");
    }

    @Test
    void roleIsWhatTheMembershipSaysNow() {
        assertThat(staff().statusCode()).isEqualTo(200);
        owner.update("UPDATE \"Membership\" SET \"role\" = 'VIEWER' WHERE \"userId\" = $1", vera);
        assertThat(staff().statusCode()).isEqualTo(403);
        assertThat(staff().body()).contains("\"detail\":\"A VIEWER has no permission SEE_STAFF.\"");
    }

    @Test
    void removedMemberIsForbiddenAtOnceThoughTheTokenLives() {
        assertThat(staff().statusCode()).isEqualTo(200);
        owner.update("UPDATE \"Membership\" SET \"removedAt\" = now() WHERE \"userId\" = $1", vera);
        assertThat(staff().statusCode()).isEqualTo(403);
        assertThat(staff().body()).contains("\"detail\":\"You are not a member of this kennel.\"");
    }

    private HttpResponse<String> staff() {
        return dev.get("/api/v1/staff", "Authorization", "Bearer " + token);
    }
}
