package com.barkbase.openapi;

import static java.util.stream.Collectors.joining;

import com.barkbase.Invocation.Answer;
import com.barkbase.Routes;
import com.barkbase.http.Cors;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether an answer is what openapi.json says of its route. It is stricter than a client has to be: a field that the
 * document does not name is a fault.
 */
public final class Contract {

    private static final String ADDRESS = "https://barkbase.test/openapi.json";
    private static final JsonNode DOCUMENT = closed();
    private static final SchemaRegistry SCHEMAS = registry();

    private Contract() {}

    /**
     * Checks status, headers, content type and body.
     *
     * @throws AssertionError with what is wrong
     */
    public static void check(String routeKey, Answer answer) {
        String told = routeKey + " answers " + answer.status();
        String[] methodAndPath = routeKey.split(" ", 2);
        String at = "/paths/%s/%s/responses/%d"
                .formatted(escaped(methodAndPath[1]), methodAndPath[0].toLowerCase(Locale.ROOT), answer.status());
        JsonNode response = DOCUMENT.at(at);
        require(response.isObject(), told + ", which openapi.json does not know");
        checkHeaders(told, response.path("headers"), answer.headers());
        String type = answer.headers().getOrDefault("content-type", "");
        require(response.path("content").has(type), "%s as \"%s\", and not as openapi.json says".formatted(told, type));
        checkBody(told, at + "/content/" + escaped(type) + "/schema", answer.body());
    }

    private static void checkHeaders(String told, JsonNode declared, Map<String, String> given) {
        for (Map.Entry<String, JsonNode> header : declared.properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String pointer = header.getValue().path("$ref").asString().substring(1);
            if (given.containsKey(name)) {
                checkBody(
                        told + " with " + name,
                        pointer + "/schema",
                        "\"" + given.get(name).replace("\"", "\\\"") + "\"");
            } else {
                require(!DOCUMENT.at(pointer).path("required").asBoolean(false), told + " without " + name);
            }
        }
        for (String name : Cors.ANSWER_HEADERS) {
            boolean isDeclared = declared.propertyNames().stream().anyMatch(name::equalsIgnoreCase);
            require(isDeclared || !given.containsKey(name), "%s with %s, unsaid by openapi.json".formatted(told, name));
        }
    }

    private static void checkBody(String told, String pointer, String json) {
        String errors =
                SCHEMAS.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer)).validate(json, InputFormat.JSON).stream()
                        .map(Object::toString)
                        .collect(joining("\n"));
        require(errors.isEmpty(), "%s, and not as openapi.json says:\n%s\n%s".formatted(told, errors, json));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode closed() {
        JsonNode document = JsonMapper.shared().readTree(OpenApi.of(Routes.ALL));
        for (JsonNode schema : document.at("/components/schemas")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        return document;
    }

    private static SchemaRegistry registry() {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                registry -> registry.schemaRegistryConfig(config).schemas(Map.of(ADDRESS, DOCUMENT.toString())));
    }
}
