package com.barkbase.http;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/** An answer other than success, thrown where it is noticed and told to the client as RFC 9457 says. */
public final class Problem extends RuntimeException {

    public static final String CONTENT_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1L;

    private final transient Body body;
    private final boolean retryable;

    private Problem(int status, String type, String title, String detail, boolean retryable) {
        super(detail, null, false, false);
        this.body = new Body("https://barkbase.com/problems/" + type, title, status, detail, null);
        this.retryable = retryable;
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", "The request can't be understood", detail, false);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, "unauthorized", "A valid token is needed", detail, false);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "This is not yours to see", detail, false);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "There is no such thing", detail, false);
    }

    static Problem conflict() {
        return new Problem(
                409, "conflict", "Something else is in the way", "What is stored already does not allow this.", false);
    }

    static Problem unavailable(boolean retryable) {
        String detail = "The request could not be served now; nothing was changed.";
        return new Problem(503, "unavailable", "The service is not available", detail, retryable);
    }

    static Problem outcomeUnknown() {
        String detail =
                "The connection was lost before the answer: look whether the change was made before you repeat it.";
        return new Problem(503, "outcome-unknown", "The outcome is not known", detail, false);
    }

    static Problem internal() {
        return new Problem(500, "internal", "The service failed", "The fault is ours and has been logged.", false);
    }

    public int status() {
        return body.status();
    }

    /** The answer, with the request's id so that a client's report leads to the log. */
    public Response response(@Nullable String requestId) {
        Body named = new Body(body.type(), body.title(), body.status(), body.detail(), requestId);
        Response response = Response.of(body.status(), CONTENT_TYPE, named);
        if (body.status() == 401) {
            return response.with("www-authenticate", "Bearer");
        }
        return retryable ? response.with("retry-after", "1") : response;
    }

    @Json
    record Body(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String requestId) {}
}
