package com.barkbase.http;

import com.barkbase.fields.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One line of the API's table: all that is checked before a handler is asked.
 *
 * @param method in capitals, such as {@code GET}
 * @param path API Gateway's template, such as {@code /api/v1/pets/{id}}
 * @param permission what the caller must be allowed; null where anyone may call it, without a token
 * @param query the parameters that it knows
 * @param body the fields of its body; null where it takes none
 * @param heedsVersions whether {@code If-Match} is heeded
 * @param success what it answers where nothing is in the way; null where it does not say, as no route of the table does
 * @param handler the Lambda function's class
 */
public record Route(
        String method,
        String path,
        @Nullable Permission permission,
        Fields query,
        @Nullable Fields body,
        boolean heedsVersions,
        @Nullable Success success,
        Class<? extends Endpoint> handler) {

    /**
     * What a client gets where nothing is in the way.
     *
     * @param operation the route's name in a client's code, such as {@code listPets}: it stays as it is
     * @param status of HTTP
     * @param body the record that is written as JSON; {@code Map} for any object
     */
    public record Success(String operation, int status, Class<?> body) {}

    /** A route for a kennel's people: API Gateway asks the authorizer first. */
    public static Route forTenant(
            String method, String path, Permission permission, Class<? extends Endpoint> handler) {
        return new Route(method, path, permission, Fields.of(), null, false, null, handler);
    }

    /** A route that needs no token. */
    public static Route open(String method, String path, Class<? extends Endpoint> handler) {
        return new Route(method, path, null, Fields.of(), null, false, null, handler);
    }

    /** The same route with parameters in its address; any other is a 400. */
    public Route asking(Fields parameters) {
        return new Route(method, path, permission, parameters, body, heedsVersions, success, handler);
    }

    /** The same route with a JSON body; {@link Fields#patch()} makes it a merge patch, which needs {@code If-Match}. */
    public Route taking(Fields fields) {
        return new Route(method, path, permission, query, fields, heedsVersions || fields.isPatch(), success, handler);
    }

    /** The same route, which heeds {@code If-Match} where it is sent; a merge patch does so anyway. */
    public Route heedingVersions() {
        return new Route(method, path, permission, query, body, true, success, handler);
    }

    /** The same route, which answers 200 with a {@code type} as JSON. */
    public Route answering(String operation, Class<?> type) {
        return succeeding(new Success(operation, 200, type));
    }

    /** The same route, which answers 201 with a {@code type} as JSON, and its address. */
    public Route creating(String operation, Class<?> type) {
        return succeeding(new Success(operation, 201, type));
    }

    private Route succeeding(Success with) {
        return new Route(method, path, permission, query, body, heedsVersions, with, handler);
    }

    public boolean needsTenant() {
        return permission != null;
    }

    /** API Gateway's name of the route, {@code GET /api/v1/pets/{id}}: what an event carries as {@code routeKey}. */
    public String key() {
        return method + " " + path;
    }
}
