package com.barkbase.http;

import static java.util.stream.Collectors.toMap;

import io.avaje.jsonb.Jsonb;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Events that read nobody's kennel, which the migrations make with one row of everything: what has answered them is
 * ready for a real kennel's.
 */
public final class Rehearsal {

    private static final String NOBODY = new UUID(0, 0).toString();
    private static final Event.Authorizer CALLER =
            new Event.Authorizer(Map.of("tenantId", NOBODY, "userId", NOBODY, "role", Role.OWNER.name()));
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private Rehearsal() {}

    /** The event of a {@code GET} route, as API Gateway writes it; it is answered by 200. */
    public static byte[] of(Route route) {
        Map<String, String> path = PATH_PARAMETER
                .matcher(route.path())
                .results()
                .map(MatchResult::group)
                .collect(toMap(name -> name.substring(1, name.length() - 1), name -> NOBODY));
        Event event =
                new Event(route.key(), Map.of(), Map.of(), path, new Event.Context("rehearsal", CALLER), null, false);
        return Jsonb.instance().type(Event.class).toJsonBytes(event);
    }
}
