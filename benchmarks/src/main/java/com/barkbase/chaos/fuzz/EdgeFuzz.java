package com.barkbase.chaos.fuzz;

import com.barkbase.Routes;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.db.Fuzz;
import com.barkbase.db.FuzzTally;
import com.barkbase.db.FuzzTally.Fault;
import com.barkbase.db.FuzzText;
import com.barkbase.db.Pool;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Problem;
import com.barkbase.http.Problems;
import com.barkbase.http.Route;
import com.barkbase.migrate.Schema;
import com.barkbase.migrate.ServiceLogin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The services' handlers with a real database behind them. What a route declares is the oracle: its own answers and
 * problems, never a 5xx, and nothing for whom the authorizer does not vouch.
 */
final class EdgeFuzz implements Fuzz {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FAULT_OF_OURS = 500;
    /** So that no kennel's lists become long. */
    private static final int CALLS_OF_A_KENNEL = 500;

    private static final int MOST_IDS = 30;

    private final Postgres server;
    private final Pool owner;
    private final Pool services;
    private final Map<Class<?>, Endpoint> handlers = new HashMap<>();
    private final Map<String, List<Integer>> statuses = new HashMap<>();
    private final Map<Integer, Long> answered = new HashMap<>();

    EdgeFuzz() throws IOException {
        this.server = Postgres.start(Map.of());
        this.owner = Pool.open(server.variables(Postgres.OWNER));
        this.services = Pool.open(server.variables(Postgres.SERVICE));
        Schema.migrate(owner);
        ServiceLogin.set(owner, server.variables(Postgres.SERVICE).getOrDefault("DB_PASSWORD", ""));
        for (Route route : Routes.ALL) {
            handlers.computeIfAbsent(route.handler(), type -> make(route.handler(), () -> services));
            statuses.put(route.key(), statuses(route));
        }
    }

    private static Endpoint make(Class<? extends Endpoint> type, Supplier<Pool> pool) {
        try {
            return type.getConstructor(Supplier.class).newInstance(pool);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made with a pool", e);
        }
    }

    /** All that a client may be answered where we make no mistake and the database is there. */
    private static List<Integer> statuses(Route route) {
        Route.Success declared = route.success();
        Stream<Integer> success = declared == null ? Stream.of() : Stream.of(declared.status());
        return Stream.concat(success, Problems.of(route).stream().map(Problem::status))
                .filter(status -> status < FAULT_OF_OURS)
                .toList();
    }

    @Override
    public String part() {
        return "HTTP edge";
    }

    /** How often which status was answered. */
    Map<Integer, Long> answered() {
        return answered;
    }

    @Override
    public void attack(RandomGenerator random, int inputs, FuzzTally tally) throws IOException {
        FuzzText text = new FuzzText(random);
        for (int left = inputs; left > 0; left -= CALLS_OF_A_KENNEL) {
            List<String> ids = new ArrayList<>();
            RandomCall calls = new RandomCall(text, ids, newKennel(random));
            for (int i = Math.min(left, CALLS_OF_A_KENNEL); i > 0; i--) {
                Route route = text.any(Routes.ALL);
                attack(calls.of(route), route, tally, ids);
            }
        }
    }

    private RandomCall.Caller newKennel(RandomGenerator random) {
        UUID tenant = new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
        owner.update(
                "INSERT INTO \"Tenant\" (\"id\", \"name\", \"timeZone\") VALUES ($1, $2, 'UTC')", tenant, "Kennel");
        owner.update(
                "INSERT INTO \"User\" (\"id\", \"email\", \"name\") VALUES ($1, $2, 'Caller')",
                tenant,
                tenant + "@staff.example");
        owner.update(
                "INSERT INTO \"Membership\" (\"tenantId\", \"userId\", \"role\", \"name\")"
                        + " VALUES ($1, $1, 'OWNER', 'Caller')",
                tenant);
        return new RandomCall.Caller(tenant.toString(), tenant.toString());
    }

    private void attack(RandomCall.Call input, Route route, FuzzTally tally, List<String> ids) throws IOException {
        byte[] event = JSON.writeValueAsBytes(input.event());
        Endpoint handler = Objects.requireNonNull(handlers.get(route.handler()));
        long start = tally.start();
        try {
            LambdaCall call = LambdaCall.of(handler, event);
            tally.tried(start);
            String log = call.log().strip();
            tally.message(() -> told(input), log);
            JsonNode answer = JSON.readTree(call.answer());
            int status = answer.path("statusCode").asInt();
            answered.merge(status, 1L, Long::sum);
            String wrong = wrong(input, answer, status, log);
            if (wrong != null) {
                tally.found(status >= FAULT_OF_OURS ? Fault.UNTYPED_ERROR : Fault.WRONG_ANSWER, told(input), wrong);
            } else if (status < 300) {
                keepId(answer, ids);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            tally.tried(start);
            tally.found(Fault.UNTYPED_ERROR, told(input), e.toString());
        }
    }

    private @Nullable String wrong(RandomCall.Call input, JsonNode answer, int status, String log) throws IOException {
        String told = status + " " + answer.path("body").asText() + " " + log;
        List<Integer> allowed = statuses.getOrDefault(input.routeKey(), List.of(404));
        boolean refused = status == 401 || status == 403 || allowed.equals(List.of(404));
        if (!allowed.contains(status)) {
            return "a status of " + told + ", and not one of " + allowed;
        }
        if (!input.allowed() && !refused) {
            return "an answer to somebody who may not have it: " + told;
        }
        JsonNode body = JSON.readTree(answer.path("body").asText());
        String type = answer.path("headers").path("content-type").asText();
        return (status < 400 ? type.equals("application/json") : isProblem(body, type, status))
                ? null
                : "an answer of another shape: " + type + " " + told;
    }

    private static boolean isProblem(JsonNode body, String type, int status) {
        List<String> members = body.propertyStream().map(Map.Entry::getKey).toList();
        return type.equals(Problem.CONTENT_TYPE)
                && List.of("type", "title", "status", "detail", "requestId", "errors")
                        .containsAll(members)
                && members.containsAll(List.of("type", "title", "status", "detail", "requestId"))
                && body.path("status").asInt() == status
                && body.path("type").asText().startsWith("https://barkbase.com/problems/")
                && !body.path("detail").asText().isBlank();
    }

    /** For later calls to name. */
    private static void keepId(JsonNode answer, List<String> ids) throws IOException {
        String id = JSON.readTree(answer.path("body").asText()).path("id").asText();
        if (!id.isEmpty() && ids.size() < MOST_IDS && !ids.contains(id)) {
            ids.add(id);
        }
    }

    private static String told(RandomCall.Call input) {
        return input.event().entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws IOException {
        owner.close();
        services.close();
        server.close();
    }
}
