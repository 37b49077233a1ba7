package com.barkbase.openapi;

import com.barkbase.http.Problem;
import com.barkbase.http.Problems;
import com.barkbase.http.Route;
import com.barkbase.http.Route.Success;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What routes answer, as Responses Objects; the records and the examples that they show are told once. */
final class Responses {

    private final Schemas schemas;
    private final Map<String, Object> examples = new TreeMap<>();

    Responses(Schemas schemas) {
        this.schemas = schemas;
    }

    Map<String, Object> examples() {
        return examples;
    }

    static Success success(Route route) {
        if (route.success() == null) {
            throw new IllegalArgumentException(
                    route.key() + " does not say what it answers: declare it with answering or creating.");
        }
        return route.success();
    }

    /** By status. */
    Map<String, Object> of(Route route) {
        Map<String, Object> byStatus = new TreeMap<>();
        Success success = success(route);
        byStatus.put(Integer.toString(success.status()), answer(success));
        Problems.of(route).stream()
                .collect(Collectors.groupingBy(Problem::status))
                .forEach((status, problems) -> byStatus.put(Integer.toString(status), refusal(status, problems)));
        return byStatus;
    }

    private Map<String, Object> answer(Success success) {
        boolean created = success.status() == 201;
        Map<String, Object> headers = requestId();
        if (created) {
            headers.put("Location", OpenApi.reference("headers", "Location"));
        }
        if (isVersioned(success.body())) {
            headers.put("ETag", OpenApi.reference("headers", "ETag"));
        }
        Map<String, Object> json = new TreeMap<>(Map.of("schema", schemas.of(success.body())));
        return response(created ? "Created" : "OK", headers, "application/json", json);
    }

    /** What has a version shows it twice: in the body, and as a tag for {@code If-Match}. */
    private static boolean isVersioned(Class<?> body) {
        return body.isRecord()
                && Arrays.stream(body.getRecordComponents())
                        .anyMatch(component -> component.getName().equals("version"));
    }

    private Map<String, Object> refusal(int status, List<Problem> problems) {
        List<Map<?, ?>> documents = new ArrayList<>();
        problems.forEach(problem -> documents.add(document(problem)));
        String titles = documents.stream()
                .map(document -> String.valueOf(document.get("title")))
                .collect(Collectors.joining(". "));
        Map<String, Object> content = new TreeMap<>();
        content.put("schema", schemas.of(Problem.Document.class));
        content.put("examples", examples(documents));
        return response(titles, headers(status), Problem.CONTENT_TYPE, content);
    }

    private static Map<String, Object> headers(int status) {
        Map<String, Object> headers = requestId();
        if (status == 401) {
            headers.put("WWW-Authenticate", OpenApi.reference("headers", "WWW-Authenticate"));
        }
        if (status == 503) {
            headers.put("Retry-After", OpenApi.reference("headers", "Retry-After"));
        }
        return headers;
    }

    private Map<String, Object> examples(List<Map<?, ?>> documents) {
        Map<String, Object> shown = new TreeMap<>();
        for (Map<?, ?> document : documents) {
            String type = String.valueOf(document.get("type"));
            String name = type.substring(type.lastIndexOf('/') + 1);
            examples.put(name, Map.of("value", document));
            shown.put(name, OpenApi.reference("examples", name));
        }
        return shown;
    }

    /** As a client reads it. */
    private static Map<?, ?> document(Problem problem) {
        String json = problem.response("JKJaXmPLvHcESHA=").body();
        return (Map<?, ?>) Jsonb.instance().type(Object.class).fromJson(json);
    }

    private static Map<String, Object> requestId() {
        return new TreeMap<>(Map.of("X-Request-Id", OpenApi.reference("headers", "X-Request-Id")));
    }

    private static Map<String, Object> response(
            String description, Map<String, Object> headers, String contentType, Map<String, Object> content) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", description);
        response.put("headers", headers);
        response.put("content", new TreeMap<>(Map.of(contentType, content)));
        return response;
    }
}
