package com.barkbase.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which web pages may call the API from a browser, and how. API Gateway is configured with it, localhost asks it. */
public final class Cors {

    /** Where a frontend in development is served: Next.js or React, Vite, Vite's preview. */
    public static final List<String> DEV_ORIGINS = Stream.of(3000, 5173, 4173)
            .flatMap(port -> Stream.of("http://localhost:" + port, "http://127.0.0.1:" + port))
            .toList();

    public static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    public static final List<String> REQUEST_HEADERS =
            List.of("authorization", "content-type", "idempotency-key", "if-match");
    public static final List<String> ANSWER_HEADERS = List.of("etag", "location", "retry-after", "x-request-id");
    public static final int MAX_AGE_SECONDS = 600;

    private Cors() {}

    /** What an answer says to a page of {@code origin} in development: nothing, where it is not allowed. */
    public static Map<String, String> headers(@Nullable String origin) {
        if (origin == null || !DEV_ORIGINS.contains(origin)) {
            return Map.of("vary", "Origin");
        }
        return Map.of(
                "vary", "Origin",
                "access-control-allow-origin", origin,
                "access-control-allow-methods", String.join(",", METHODS),
                "access-control-allow-headers", String.join(",", REQUEST_HEADERS),
                "access-control-expose-headers", String.join(",", ANSWER_HEADERS),
                "access-control-max-age", Integer.toString(MAX_AGE_SECONDS));
    }
}
