package com.barkbase.http;

import com.barkbase.fields.FieldError;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer other than success, thrown where it is noticed and told to the client as RFC 9457 says. */
public final class Problem extends RuntimeException {

    public static final String CONTENT_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1L;

    private final transient Document document;
    private final boolean retryable;

    private Problem(Document document, boolean retryable) {
        super(document.detail(), null, false, false);
        this.document = document;
        this.retryable = retryable;
    }

    private static Problem of(int status, String type, String title, String detail) {
        return of(status, type, title, detail, null);
    }

    private static Problem of(int status, String type, String title, String detail, @Nullable List<FieldError> errors) {
        return new Problem(
                new Document("https://barkbase.com/problems/" + type, title, status, detail, null, errors), false);
    }

    public static Problem badRequest(String detail) {
        return of(400, "bad-request", "The request can't be understood", detail);
    }

    public static Problem unauthorized(String detail) {
        return of(401, "unauthorized", "A valid token is needed", detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "This is not yours to do", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    /** Something that is stored does not allow it. */
    public static Problem conflict(String detail) {
        return of(409, "conflict", "Something else is in the way", detail);
    }

    static Problem conflict(FieldError error) {
        return of(409, "conflict", "Something else is in the way", sentence(error), List.of(error));
    }

    static Problem conflict() {
        return conflict("What is stored already does not allow this.");
    }

    /** Another version is stored than the one that {@code If-Match} names. */
    public static Problem stale(int stored) {
        String detail = "If-Match names another version than %s, which is stored: read it again, and change that."
                .formatted(Precondition.tag(stored));
        return of(412, "stale", "It has been changed in the meantime", detail);
    }

    public static Problem tooLarge(String detail) {
        return of(413, "too-large", "The body is too large", detail);
    }

    static Problem unsupportedMediaType(String detail) {
        return of(415, "unsupported-media-type", "The body is of another kind", detail);
    }

    /** Values of the body that can't be taken, all of them. */
    public static Problem invalid(List<FieldError> errors) {
        return of(422, "invalid", "Values of the body are not valid", sentence(errors.getFirst()), errors);
    }

    static Problem invalid() {
        return of(422, "invalid", "Values of the body are not valid", "The values do not go together.");
    }

    static Problem keyReused() {
        return of(
                422,
                "idempotency-key-reused",
                "The key belongs to another request",
                "Idempotency-Key was used with another request within the last day: send a new key.");
    }

    static Problem preconditionRequired() {
        return of(
                428,
                "precondition-required",
                "A version is needed",
                "Send If-Match with the ETag that you have read, so that nobody's change is lost.");
    }

    private static String sentence(FieldError error) {
        return error.pointer().substring(1) + " " + error.detail();
    }

    static Problem unavailable(boolean retryable) {
        String detail = "The request could not be served now; nothing was changed.";
        return new Problem(of(503, "unavailable", "The service is not available", detail).document, retryable);
    }

    static Problem outcomeUnknown() {
        String detail =
                "The connection was lost before the answer: look whether the change was made before you repeat it.";
        return of(503, "outcome-unknown", "The outcome is not known", detail);
    }

    static Problem internal() {
        return of(500, "internal", "The service failed", "The fault is ours and has been logged.");
    }

    public int status() {
        return document.status();
    }

    /** The answer, with the request's id so that a client's report leads to the log. */
    public Response response(@Nullable String requestId) {
        Document named = new Document(
                document.type(), document.title(), document.status(), document.detail(), requestId, document.errors());
        Response response = Response.of(document.status(), CONTENT_TYPE, named).requestId(requestId);
        if (document.status() == 401) {
            return response.with("www-authenticate", "Bearer");
        }
        return retryable ? response.with("retry-after", "1") : response;
    }

    /**
     * What the client reads.
     *
     * @param type stable, a name rather than an address
     * @param requestId leads to the line of the log
     * @param errors of each value of the body that can't be taken
     */
    @Json
    public record Document(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String requestId,
            @Nullable List<FieldError> errors) {}
}
