package com.barkbase.openapi;

import com.barkbase.fields.Fields;
import com.barkbase.http.Permission;
import com.barkbase.http.Role;
import com.barkbase.http.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A route as an Operation Object. */
final class Operation {

    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])[A-Z]");

    private final Route route;
    private final Schemas schemas;
    private final Responses responses;

    Operation(Route route, Schemas schemas, Responses responses) {
        this.route = route;
        this.schemas = schemas;
        this.responses = responses;
    }

    Map<String, Object> describe() {
        String operation = Responses.success(route).operation();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("tags", List.of(tag()));
        described.put("operationId", operation);
        described.put("summary", sentence(operation));
        described.put("description", whoMay(route.permission()));
        described.put("security", security(route.permission()));
        described.put("parameters", parameters());
        if (route.body() != null) {
            described.put("requestBody", requestBody(operation, route.body()));
        }
        described.put("responses", responses.of(route));
        return described;
    }

    /** The service: the last word of its package. */
    private String tag() {
        String service = route.handler().getPackageName();
        return service.substring(service.lastIndexOf('.') + 1);
    }

    /** {@code List owners} of {@code listOwners}. */
    private static String sentence(String operation) {
        String words = CAPITAL.matcher(operation)
                .replaceAll(capital -> " " + capital.group().toLowerCase(Locale.ROOT));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String whoMay(@Nullable Permission permission) {
        if (permission == null) {
            return "For anyone, without a token.";
        }
        String roles = Arrays.stream(Role.values())
                .filter(permission::isGrantedTo)
                .map(Role::name)
                .collect(Collectors.joining(", "));
        return "Needs the permission %s, which has who is in the kennel: %s.".formatted(permission, roles);
    }

    private static List<Object> security(@Nullable Permission permission) {
        return permission == null ? List.of() : List.of(Map.of("bearer", List.of(permission.name())));
    }

    private List<Object> parameters() {
        List<Object> parameters = new ArrayList<>();
        IN_PATH.matcher(route.path()).results().map(Operation::inPath).forEach(parameters::add);
        route.query().schemas().forEach((name, schema) -> parameters.add(parameter("query", name, schema)));
        if (route.method().equals("POST") && route.permission() != null) {
            parameters.add(OpenApi.reference("parameters", "IdempotencyKey"));
        }
        if (route.heedsVersions()) {
            boolean needed = route.body() != null && route.body().isPatch();
            parameters.add(OpenApi.reference("parameters", needed ? "IfMatch" : "IfMatchOrAny"));
        }
        return parameters;
    }

    private static Map<String, Object> inPath(MatchResult found) {
        Map<String, Object> parameter = parameter("path", found.group(1), Map.of("type", "string", "format", "uuid"));
        parameter.put("required", true);
        return parameter;
    }

    private static Map<String, Object> parameter(String in, String name, Map<String, Object> schema) {
        return new TreeMap<>(Map.of("in", in, "name", name, "schema", new TreeMap<>(schema)));
    }

    private Map<String, Object> requestBody(String operation, Fields fields) {
        Map<String, Object> schema = Map.of("schema", schemas.of(operation, fields));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("application/json", schema);
        if (fields.isPatch()) {
            content.put("application/merge-patch+json", schema);
        }
        return new TreeMap<>(Map.of("required", true, "content", content));
    }
}
