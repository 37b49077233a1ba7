package com.barkbase.http;

/**
 * One line of the API's table.
 *
 * @param method in capitals, such as {@code GET}
 * @param path API Gateway's template, such as {@code /api/v1/pets/{id}}
 * @param needsTenant true where only a verified token's bearer may call it, false where anyone may
 * @param handler the Lambda function's class
 */
public record Route(String method, String path, boolean needsTenant, Class<? extends Endpoint> handler) {

    /** A route for a kennel's people: API Gateway asks the authorizer first. */
    public static Route forTenant(String method, String path, Class<? extends Endpoint> handler) {
        return new Route(method, path, true, handler);
    }

    /** A route that needs no token. */
    public static Route open(String method, String path, Class<? extends Endpoint> handler) {
        return new Route(method, path, false, handler);
    }

    /** API Gateway's name of the route, {@code GET /api/v1/pets/{id}}: what an event carries as {@code routeKey}. */
    public String key() {
        return method + " " + path;
    }
}
