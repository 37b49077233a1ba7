package com.barkbase;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.barkbase.http.Response;
import com.barkbase.lambda.TestContext;
import com.barkbase.openapi.Contract;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One event of an HTTP API, and what a function answers and logs; a service keeps to what openapi.json says of it. */
public final class Invocation {

    /** Who asks, unless a test says otherwise. */
    public static final UUID USER = UUID.fromString("c3000000-0000-4000-8000-000000000003");

    private final String routeKey;
    private final Map<String, Object> event = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> path = new HashMap<>();
    private final Map<String, Object> context = new HashMap<>(Map.of("requestId", "test"));
    private int remainingMillis = 10_000;

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, String body, String log) {

        public List<String> all(String name) {
            return Pattern.compile("\"" + name + "\":\"([^\"]*)\"")
                    .matcher(body)
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        }

        public @Nullable String first(String name) {
            return all(name).stream().findFirst().orElse(null);
        }

        /** The body, an object. */
        @SuppressWarnings("unchecked")
        public Map<String, Object> json() {
            return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(body);
        }

        /** What is refused, and why: {@code 409 conflict: microchip is another pet's already.} */
        public String problem() {
            assertThat(headers).containsEntry("content-type", "application/problem+json");
            String type = String.valueOf(json().get("type")).replace("https://barkbase.com/problems/", "");
            return status + " " + type + ": " + json().get("detail");
        }

        /** Where the values stand that are refused. */
        public List<String> pointers() {
            return all("pointer");
        }
    }

    private Invocation(String routeKey) {
        this.routeKey = routeKey;
        event.put("version", "2.0");
        event.put("routeKey", routeKey);
        event.put("isBase64Encoded", false);
        event.put("requestContext", context);
        event.put("headers", headers);
    }

    public static Invocation of(String routeKey) {
        return new Invocation(routeKey);
    }

    /** As an OWNER of the kennel. */
    public Invocation tenant(UUID tenant) {
        return tenant(tenant, "OWNER");
    }

    public Invocation tenant(UUID tenant, String role) {
        return authorizer(Map.of("tenantId", tenant.toString(), "userId", USER.toString(), "role", role));
    }

    /** What the authorizer says, word for word. */
    public Invocation authorizer(Map<String, String> lambda) {
        context.put("authorizer", Map.of("lambda", lambda));
        return this;
    }

    public Invocation pathParameter(String name, String value) {
        path.put(name, value);
        event.put("pathParameters", path);
        return this;
    }

    /** All of them, where there is more than one. */
    Invocation pathParameters(Map<String, String> parameters) {
        event.put("pathParameters", parameters);
        return this;
    }

    public Invocation query(Map<String, String> parameters) {
        event.put("queryStringParameters", parameters);
        return this;
    }

    /** Its name in small letters, as API Gateway hands it on. */
    public Invocation header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** A JSON body. */
    public Invocation body(String json) {
        event.put("body", json);
        return header("content-type", "application/json");
    }

    /** A body as API Gateway hands on what it does not take for text. */
    public Invocation base64Body(byte[] body) {
        event.put("isBase64Encoded", true);
        return body(Base64.getEncoder().encodeToString(body));
    }

    public Invocation remainingMillis(int millis) {
        remainingMillis = millis;
        return this;
    }

    public Answer send(RequestStreamHandler function) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        TestContext lambda = new TestContext(remainingMillis);
        try {
            function.handleRequest(new ByteArrayInputStream(Jsonb.instance().toJsonBytes(event)), output, lambda);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Response response = Jsonb.instance().type(Response.class).fromJson(output.toByteArray());
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body(), lambda.log());
        if (isServedBy(function)) {
            Contract.check(routeKey, answer);
        }
        return answer;
    }

    /** A test may ask a function for another one's route, or bring one of its own: no document tells of these. */
    private boolean isServedBy(RequestStreamHandler function) {
        return Routes.ALL.stream()
                .filter(route -> route.handler() == function.getClass())
                .anyMatch(route -> route.key().equals(routeKey));
    }
}
