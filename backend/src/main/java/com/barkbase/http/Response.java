package com.barkbase.http;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function answers to an HTTP API, payload format 2.0. No tenant's data may be cached on its way. */
@Json
public record Response(int statusCode, Map<String, String> headers, String body) {

    public static Response ok(Object body) {
        return of(200, "application/json", body);
    }

    /** What was made and, in {@code location}, the path where it can be read. */
    public static Response created(String location, Object body) {
        return of(201, "application/json", body).with("location", location);
    }

    /** A body that is JSON already. */
    public static Response json(String body) {
        return written(200, "application/json", body);
    }

    static Response of(int statusCode, String contentType, Object body) {
        return written(statusCode, contentType, Jsonb.instance().toJson(body));
    }

    private static Response written(int statusCode, String contentType, String body) {
        Map<String, String> headers =
                Map.of("content-type", contentType, "cache-control", "no-store", "x-content-type-options", "nosniff");
        return new Response(statusCode, headers, body);
    }

    /** The same answer with the version of what it shows as {@code ETag}, for a later {@code If-Match}. */
    public Response version(int version) {
        return with("etag", Precondition.tag(version));
    }

    Response requestId(@Nullable String id) {
        return id == null ? this : with("x-request-id", id);
    }

    Response with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(statusCode, more, body);
    }
}
