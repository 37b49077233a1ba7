package com.barkbase.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.http.Route;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The OpenAPI 3.1 document of some routes: what they declare, and the records that they answer, read by reflection.
 * The build makes it, so that no function pays for it, and {@code @Nullable}, which no function carries, is there to be
 * read. What is the same for all routes stands in {@code frame.json}.
 */
public final class OpenApi {

    private static final Jsonb WITH_NULLS = Jsonb.builder().serializeNulls(true).build();

    private OpenApi() {}

    /**
     * The document as JSON, the same for the same routes.
     *
     * @throws IllegalArgumentException where a route does not say what it answers, or something without a schema
     */
    public static String of(List<Route> routes) {
        Schemas schemas = new Schemas();
        Responses responses = new Responses(schemas);
        Map<String, Object> document = frame();
        Map<String, Object> paths = object(document, "paths");
        routes.forEach(route -> object(paths, route.path())
                .put(route.method().toLowerCase(Locale.ROOT), new Operation(route, schemas, responses).describe()));
        Map<String, Object> components = object(document, "components");
        components.put("schemas", schemas.components());
        components.put("examples", responses.examples());
        return WITH_NULLS.toJson(document);
    }

    static Map<String, Object> reference(String kind, String name) {
        return Map.of("$ref", "#/components/%s/%s".formatted(kind, name));
    }

    /** A member that is an object, added where there is none. */
    @SuppressWarnings("unchecked") // an object of JSON is a map from names
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.computeIfAbsent(name, absent -> new TreeMap<>());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> frame() {
        try (InputStream frame = Objects.requireNonNull(OpenApi.class.getResourceAsStream("frame.json"))) {
            String json = new String(frame.readAllBytes(), UTF_8);
            return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
