package com.barkbase.local;

import com.barkbase.http.Problem;
import com.barkbase.http.Route;
import com.sun.net.httpserver.HttpExchange;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The event that API Gateway would hand to the function, payload format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     AWS: Lambda proxy integrations for HTTP APIs</a>
 */
final class Payload {

    private Payload() {}

    /**
     * Makes the event; {@code authorizer} is what the authorizer answered, empty on an open route.
     *
     * @throws Problem 413 where the body is more than API Gateway takes
     */
    static byte[] of(
            HttpExchange exchange,
            Route route,
            Map<String, String> pathParameters,
            Map<String, Object> authorizer,
            String requestId)
            throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", route.key());
        event.put("rawPath", exchange.getRequestURI().getRawPath());
        String query = exchange.getRequestURI().getRawQuery();
        event.put("rawQueryString", query == null ? "" : query);
        event.put("headers", headers(exchange));
        if (query != null) {
            event.put("queryStringParameters", queryParameters(query));
        }
        if (!pathParameters.isEmpty()) {
            event.put("pathParameters", pathParameters);
        }
        event.put("requestContext", context(exchange, route, authorizer, requestId));
        event.putAll(RequestBody.of(exchange));
        return Jsonb.instance().toJsonBytes(event);
    }

    private static Map<String, Object> context(
            HttpExchange exchange, Route route, Map<String, Object> authorizer, String requestId) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("requestId", requestId);
        context.put("routeKey", route.key());
        context.put("stage", "$default");
        context.put("timeEpoch", Instant.now().toEpochMilli());
        context.put(
                "http",
                Map.of(
                        "method", exchange.getRequestMethod(),
                        "path", exchange.getRequestURI().getRawPath(),
                        "protocol", exchange.getProtocol(),
                        "sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress()));
        if (!authorizer.isEmpty()) {
            context.put("authorizer", Map.of("lambda", authorizer));
        }
        return context;
    }

    /** Names in small letters, repeated ones joined by a comma. */
    private static Map<String, String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(",", header.getValue())));
    }

    private static Map<String, String> queryParameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.merge(decode(name), decode(value), (first, second) -> first + "," + second);
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
