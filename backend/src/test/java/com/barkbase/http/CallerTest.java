package com.barkbase.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody but the authorizer says who asks. */
class CallerTest {

    private static final String TENANT = "a1000000-0000-4000-8000-000000000001";
    private static final String USER = "c3000000-0000-4000-8000-000000000003";

    @Test
    void callerIsWhoTheAuthorizerSays() {
        Caller caller = Caller.of(event(Map.of("tenantId", TENANT, "userId", USER, "role", "GROOMER")));
        assertThat(caller).isEqualTo(new Caller(UUID.fromString(TENANT), UUID.fromString(USER), Role.GROOMER));
    }

    @ParameterizedTest
    @CsvSource({
        "tenantId, , 401, The authorizer has named no tenant.",
        "tenantId, all, 401, The authorizer has named no tenant.",
        "tenantId, 1-1-1-1-1, 401, The authorizer has named no tenant.",
        "userId, , 401, The authorizer has named no user.",
        "userId, ada, 401, The authorizer has named no user.",
        "role, , 403, The authorizer has named no role that is known here.",
        "role, owner, 403, The authorizer has named no role that is known here.",
        "role, GOD, 403, The authorizer has named no role that is known here."
    })
    void whatIsNotKnownIsNobody(String name, String value, int status, String message) {
        Map<String, Object> lambda = new HashMap<>(Map.of("tenantId", TENANT, "userId", USER, "role", "OWNER"));
        lambda.put(name, value);
        Problem refused = catchThrowableOfType(Problem.class, () -> Caller.of(event(lambda)));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused).hasMessage(message);
    }

    @Test
    void headerParameterAndBodyNameNobody() {
        Map<String, String> forged = Map.of("tenantId", TENANT, "userId", USER, "role", "OWNER");
        Event event = new Event("GET /", forged, forged, forged, null, "{}", false);
        assertThatThrownBy(() -> Caller.of(event)).hasMessage("The authorizer has named no tenant.");
    }

    private static Event event(Map<String, Object> lambda) {
        return new Event(
                "GET /", null, null, null, new Event.Context("test", new Event.Authorizer(lambda)), null, false);
    }
}
