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
 * @param handler the Lambda function's class
 */
public record Route(
        String method,
        String path,
        @Nullable Permission permission,
        Fields query,
        @Nullable Fields body,
        Class<? extends Endpoint> handler) {

    /** A route for a kennel's people: API Gateway asks the authorizer first. */
    public static Route forTenant(
            String method, String path, Permission permission, Class<? extends Endpoint> handler) {
        return new Route(method, path, permission, Fields.of(), null, handler);
    }

    /** A route that needs no token. */
    public static Route open(String method, String path, Class<? extends Endpoint> handler) {
        return new Route(method, path, null, Fields.of(), null, handler);
    }

    /** The same route with parameters in its address; any other is a 400. */
    public Route asking(Fields parameters) {
        return new Route(method, path, permission, parameters, body, handler);
    }

    /** The same route with a JSON body; {@link Fields#patch()} makes it a merge patch, which needs {@code If-Match}. */
    public Route taking(Fields fields) {
        return new Route(method, path, permission, query, fields, handler);
    }

    public boolean needsTenant() {
        return permission != null;
    }

    /** API Gateway's name of the route, {@code GET /api/v1/pets/{id}}: what an event carries as {@code routeKey}. */
    public String key() {
        return method + " " + path;
    }
}
