package com.barkbase;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.barkbase.Invocation.Answer;
import com.barkbase.db.Pool;
import com.barkbase.http.Cursor;
import com.barkbase.http.Route;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One route, called by one kennel's OWNER with everything of another kennel, in each place where the route table says
 * that it takes something. What is the other's must be answered as what does not exist.
 */
final class RouteAttack {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String OWN_NAME = "Harbor";
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private final Route route;
    private final RequestStreamHandler handler;
    private final KennelRows victim;
    private final RequestBody body;
    private KennelRows own = newKennel();
    private int requests;

    RouteAttack(Route route, KennelRows victim) throws ReflectiveOperationException {
        this.route = route;
        this.victim = victim;
        this.body = new RequestBody(route.body(), victim.texts());
        Supplier<Pool> pool = Kennels::services;
        this.handler = route.handler().getConstructor(Supplier.class).newInstance(pool);
    }

    /** What is sent besides the body's texts: ids by the place where they go, parameters, an idempotency key. */
    private record Parts(Map<String, String> ids, Map<String, String> query, String key) {
        Parts with(String place, String id) {
            Map<String, String> changed = new HashMap<>(ids);
            changed.put(place, id);
            return new Parts(changed, query, key);
        }

        Parts asking(String name, String value) {
            return new Parts(ids, Map.of(name, value), key);
        }

        Parts keyed(String other) {
            return new Parts(ids, query, other);
        }
    }

    int run() {
        Map<String, String> kinds = ownKinds();
        for (String place : kinds.keySet()) {
            victim.ids()
                    .values()
                    .forEach(id ->
                            same(kinds, id, UUID.randomUUID().toString(), (parts, value) -> parts.with(place, value)));
        }
        for (String name : names(route.query().schema())) {
            Change asking = (parts, value) -> parts.asking(name, name.equals("cursor") ? cursor(value) : value);
            Stream.concat(victim.secrets(), victim.ids().values().stream())
                    .forEach(value -> same(kinds, value, scrambled(value), asking));
        }
        victim.texts().get("key").forEach(key -> same(kinds, key, scrambled(key), Parts::keyed));
        return requests;
    }

    private interface Change {
        Parts apply(Parts parts, String value);
    }

    /** Both requests meet a kennel of the same rows. */
    private void same(Map<String, String> kinds, String foreign, String unknown, Change change) {
        Answer toForeign = send(change.apply(parts(kinds), foreign));
        renewAfter(toForeign);
        Answer toUnknown = send(change.apply(parts(kinds), unknown));
        renewAfter(toUnknown);
        assertThat(normal(toForeign, foreign))
                .as("%s with the other kennel's %s, and with an unknown one", route.key(), foreign)
                .isEqualTo(normal(toUnknown, unknown));
    }

    private Parts parts(Map<String, String> kinds) {
        Map<String, String> ids = new HashMap<>();
        kinds.forEach((place, kind) -> ids.put(place, own.ids().get(kind)));
        return new Parts(ids, Map.of(), UUID.randomUUID().toString());
    }

    private static String normal(Answer answer, String value) {
        String text = (answer.status() + " " + answer.headers() + " " + answer.body())
                .replace(value, "VALUE")
                .replace(cursor(value), "CURSOR")
                .replaceAll(OWN_NAME + "[0-9a-f]{8}", OWN_NAME);
        return KennelRows.ID.matcher(TIME.matcher(text).replaceAll("TIME")).replaceAll("ID");
    }

    /** Which of its own ids the route takes in each place: without a request that succeeds nothing is shown. */
    private Map<String, String> ownKinds() {
        List<Map<String, String>> candidates = List.of(Map.of());
        for (String place : places()) {
            candidates = candidates.stream()
                    .flatMap(some -> likely(place).map(kind -> plus(some, place, kind)))
                    .toList();
        }
        for (Map<String, String> kinds : candidates) {
            Answer answer = send(parts(kinds));
            renewAfter(answer);
            if (answer.status() < 300) {
                return kinds;
            }
        }
        throw new AssertionError(
                route.key() + " succeeds with none of a kennel's own ids, so an attack on it would show"
                        + " nothing: give KennelRows the row that it needs, or RequestBody a value that it takes.");
    }

    private static Map<String, String> plus(Map<String, String> some, String place, String kind) {
        Map<String, String> more = new LinkedHashMap<>(some);
        more.put(place, kind);
        return more;
    }

    private List<String> places() {
        return Stream.concat(
                        PARAMETER.matcher(route.path()).results().map(found -> found.group(1)), body.idNames().stream())
                .distinct()
                .toList();
    }

    /** A table's name is in the place's name, or before it in the path; where it is not, every kind is tried. */
    private Stream<String> likely(String place) {
        String before =
                place.equals("id") ? route.path().substring(0, route.path().indexOf("{id}")) : place;
        List<String> named = own.ids().keySet().stream()
                .filter(kind -> kind.contains(".id"))
                .filter(kind -> before.toLowerCase(ROOT)
                        .matches(".*" + kind.substring(0, kind.indexOf('.')).toLowerCase(ROOT) + "(s/|id)"))
                .toList();
        return named.isEmpty() ? own.ids().keySet().stream() : named.stream();
    }

    private static String cursor(String value) {
        return KennelRows.ID.matcher(value).matches()
                ? new Cursor("", UUID.fromString(value)).toString()
                : new Cursor(value, Invocation.USER).toString();
    }

    /** Of the same shape and place in an order, and nobody's. */
    private static String scrambled(String value) {
        if (KennelRows.ID.matcher(value).matches()) {
            return UUID.randomUUID().toString();
        }
        return value.charAt(0)
                + value.substring(1)
                        .replace('e', 'u')
                        .replace('a', 'o')
                        .replace('1', '7')
                        .replace('0', '8');
    }

    private Answer send(Parts parts) {
        requests++;
        Map<String, String> path = new HashMap<>();
        PARAMETER
                .matcher(route.path())
                .results()
                .forEach(found -> path.put(found.group(1), parts.ids().get(found.group(1))));
        Invocation invocation = Invocation.of(route.key())
                .tenant(own.tenant())
                .pathParameters(path)
                .query(parts.query())
                .header("if-match", "*")
                .header("idempotency-key", parts.key());
        String json = body.json(parts.ids());
        Answer answer = (json == null ? invocation : invocation.body(json)).send(handler);
        reveals(answer, parts + json);
        return answer;
    }

    private void reveals(Answer answer, String request) {
        assertThat(answer.status()).as(route.key() + " " + answer.log()).isLessThan(500);
        String said = answer.headers() + answer.body() + answer.log();
        assertThat(Stream.concat(victim.secrets(), foreignIds()).filter(text -> !request.contains(text)))
                .as("what %s tells of the other kennel", route.key())
                .noneMatch(said::contains);
    }

    /** Except of persons: one who is given another kennel's mail is the same person, and belongs to no kennel. */
    private Stream<String> foreignIds() {
        return victim.ids().entrySet().stream()
                .filter(id -> !id.getKey().startsWith("Membership.userId"))
                .map(Map.Entry::getValue);
    }

    private void renewAfter(Answer answer) {
        if (answer.status() < 300 && !route.method().equals("GET")) {
            own = newKennel();
        }
    }

    /** With its caller among its staff. */
    private static KennelRows newKennel() {
        KennelRows kennel = KennelRows.fill(OWN_NAME, "985112000000002");
        Kennels.owner().update("""
                INSERT INTO "User" ("id", "email", "name") VALUES ($1, 'caller@staff.example', 'Caller')
                ON CONFLICT DO NOTHING
                """, Invocation.USER);
        Kennels.owner().update("""
                INSERT INTO "Membership" ("tenantId", "userId", "role", "name") VALUES ($1, $2, 'OWNER', 'Caller')
                """, kennel.tenant(), Invocation.USER);
        return kennel.now();
    }

    private static List<String> names(Map<String, Object> schema) {
        return ((Map<?, ?>) schema.get("properties"))
                .keySet().stream().map(Object::toString).toList();
    }
}
