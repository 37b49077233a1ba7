package com.barkbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One event of an HTTP API, and what a function answers and logs. */
public final class Invocation {

    private final Map<String, Object> event = new HashMap<>();
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
    }

    private Invocation(String routeKey) {
        event.put("version", "2.0");
        event.put("routeKey", routeKey);
        event.put("isBase64Encoded", false);
        event.put("requestContext", context);
    }

    public static Invocation of(String routeKey) {
        return new Invocation(routeKey);
    }

    public Invocation tenant(UUID tenant) {
        context.put("authorizer", Map.of("lambda", Map.of("tenantId", tenant.toString(), "role", "staff")));
        return this;
    }

    public Invocation pathParameter(String name, String value) {
        event.put("pathParameters", Map.of(name, value));
        return this;
    }

    public Invocation query(Map<String, String> parameters) {
        event.put("queryStringParameters", parameters);
        return this;
    }

    public Invocation header(String name, String value) {
        event.put("headers", Map.of(name, value));
        return this;
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
        return answer(output.toString(UTF_8), lambda.log());
    }

    @SuppressWarnings("unchecked")
    private static Answer answer(String json, String log) {
        Map<String, Object> answer =
                (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(json);
        return new Answer(
                ((Number) answer.get("statusCode")).intValue(),
                (Map<String, String>) answer.get("headers"),
                (String) answer.get("body"),
                log);
    }
}
