package com.barkbase.chaos.fuzz;

import com.barkbase.db.Fuzz;
import com.barkbase.db.FuzzText;
import com.barkbase.http.Role;
import com.barkbase.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Events of API Gateway's form, with anything where a client may write anything. */
final class RandomCall {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json; charset=utf-8",
            "application/merge-patch+json",
            "text/plain",
            "application/json; charset=latin-1",
            ";;;",
            "");
    private static final List<String> VERSIONS = List.of(
            "*",
            "*",
            "*",
            "\"1\"",
            "\"2\"",
            "\"1\", \"2\"",
            "W/\"1\"",
            "1",
            "\"99999999999\"",
            "\"\"",
            ",".repeat(2_000));
    private static final List<String> PARAMETERS =
            List.of("1", "200", "201", "-1", "true", "false", "", "%", "_", "\0", "' or 1=1", "\"", "\\");

    private final FuzzText text;
    private final RandomBody body;
    private final Caller caller;

    /** Who asks: {@code tenant} has {@code user} among its staff. */
    record Caller(String tenant, String user) {}

    RandomCall(FuzzText text, List<String> ids, Caller caller) {
        this.text = text;
        this.body = new RandomBody(text, ids);
        this.caller = caller;
    }

    /** What is sent, and whether its sender may be answered otherwise than by 401 and 403. */
    record Call(Map<String, Object> event, String routeKey, boolean allowed) {}

    Call of(Route route) {
        String key = text.chance(60)
                ? text.any(List.of("GET /", "TRACE " + route.path(), "", route.key() + "x"))
                : route.key();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", key);
        event.put("headers", headers());
        Map<String, String> path = path(route);
        if (!path.isEmpty()) {
            event.put("pathParameters", path);
        }
        Map<String, String> query = query(route);
        if (!query.isEmpty()) {
            event.put("queryStringParameters", query);
        }
        putBody(route, event);
        Map<String, Object> context = new HashMap<>(Map.of("requestId", "fuzz"));
        Role role = text.chance(4) ? text.any(List.of(Role.values())) : Role.OWNER;
        Map<String, Object> verified = verified(role);
        boolean complete = text.any(List.of(true, true, true, true, true, true, true, false));
        if (!complete) {
            spoil(verified);
        }
        context.put("authorizer", Map.of("lambda", verified));
        event.put("requestContext", context);
        boolean allowed =
                route.permission() == null || (complete && route.permission().isGrantedTo(role));
        return new Call(event, key, allowed);
    }

    private Map<String, Object> verified(Role role) {
        return new HashMap<>(Map.of("tenantId", caller.tenant(), "userId", caller.user(), "role", role.name()));
    }

    private void spoil(Map<String, Object> verified) {
        String name = text.any(List.copyOf(verified.keySet()));
        Object other = text.any(List.of("", " ", 7, List.of(), Map.of(), caller.tenant() + "0", "owner", "null", true));
        if (text.chance(3)) {
            verified.remove(name);
        } else {
            verified.put(name, other);
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", text.any(MEDIA_TYPES));
        headers.put("authorization", "Bearer " + Fuzz.SECRET);
        if (!text.chance(5)) {
            headers.put("if-match", text.chance(20) ? whole(text.anyCharacters(20)) : text.any(VERSIONS));
        }
        if (text.chance(3)) {
            headers.put("idempotency-key", text.chance(6) ? whole(text.anyCharacters(300)) : text.of("abc", 2));
        }
        headers.put("x-tenant-id", "00000000-0000-4000-8000-000000000000");
        return headers;
    }

    private Map<String, String> path(Route route) {
        Map<String, String> path = new HashMap<>();
        PARAMETER
                .matcher(route.path())
                .results()
                .forEach(found -> path.put(
                        found.group(1), text.chance(20) ? whole(text.changed(text.anyCharacters(40))) : body.id()));
        return path;
    }

    private Map<String, String> query(Route route) {
        Map<String, String> query = new HashMap<>();
        route.query().schemas().forEach((name, schema) -> {
            if (text.chance(4)) {
                query.put(name, parameter(name, schema));
            }
        });
        if (text.chance(60)) {
            query.put(whole(text.anyCharacters(5)), "1");
        }
        return query;
    }

    private String parameter(String name, Map<String, Object> schema) {
        if (name.equals("cursor") && !text.chance(4)) {
            String cursor = body.id() + text.any(List.of("Rex", "2026-01-31", "", "\0", "\uD83D\uDC36"));
            String encoded =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
            return text.chance(6) ? whole(text.changed(encoded)) : encoded;
        }
        return text.chance(3)
                ? text.any(PARAMETERS)
                : text.chance(3) ? whole(text.anyCharacters(20)) : body.text(schema);
    }

    private void putBody(Route route, Map<String, Object> event) {
        if (route.body() == null && !text.chance(10)) {
            return;
        }
        String json = whole(body.of(
                route.body() == null
                        ? Map.of("properties", Map.of())
                        : route.body().schema()));
        boolean encoded = text.chance(10);
        byte[] bytes = json.getBytes(text.chance(10) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        event.put("body", encoded ? (text.chance(10) ? text.changed(base64).replaceAll("[^ -~]", "?") : base64) : json);
        event.put("isBase64Encoded", encoded);
    }

    /** Without half characters, which no event has: it is UTF-8. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
