package com.barkbase.http;

import com.barkbase.fields.Id;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the authorizer has verified it: a header, a parameter or a body is whatever somebody wrote.
 *
 * @param role what the user is in this kennel
 */
public record Caller(UUID tenantId, UUID userId, Role role) {

    /** From {@code requestContext.authorizer.lambda}, and from nothing else. */
    static Caller of(Event event) {
        UUID tenant = Id.parse(event.authorized("tenantId"))
                .orElseThrow(() -> Problem.unauthorized("The authorizer has named no tenant."));
        UUID user = Id.parse(event.authorized("userId"))
                .orElseThrow(() -> Problem.unauthorized("The authorizer has named no user."));
        return new Caller(tenant, user, role(event.authorized("role")));
    }

    private static Role role(@Nullable String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.forbidden("The authorizer has named no role that is known here."));
    }

    void require(Permission permission) {
        if (!permission.isGrantedTo(role)) {
            throw Problem.forbidden("A %s has no permission %s.".formatted(role, permission));
        }
    }
}
