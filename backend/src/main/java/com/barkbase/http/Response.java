package com.barkbase.http;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.HashMap;
import java.util.Map;

/** What a function answers to an HTTP API, payload format 2.0. No tenant's data may be cached on its way. */
@Json
public record Response(int statusCode, Map<String, String> headers, String body) {

    public static Response ok(Object body) {
        return of(200, "application/json", body);
    }

    static Response of(int statusCode, String contentType, Object body) {
        Map<String, String> headers =
                Map.of("content-type", contentType, "cache-control", "no-store", "x-content-type-options", "nosniff");
        return new Response(statusCode, headers, Jsonb.instance().toJson(body));
    }

    Response with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(statusCode, more, body);
    }
}
