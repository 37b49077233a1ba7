package com.barkbase.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.fields.Id;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;

/**
 * The last row of a page: the next one begins after it, whatever was inserted or deleted in between. Opaque to
 * clients, and no secret: a forged one only asks for another page of the same tenant.
 *
 * @param sortKey the value that the list is sorted by
 * @param id tells rows of the same {@code sortKey} apart
 */
public record Cursor(String sortKey, UUID id) {

    private static final int ID_LENGTH = 36;
    private static final char NUL = 0;

    static Cursor parse(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            if (decoded.indexOf(NUL) >= 0) {
                throw new IllegalArgumentException("PostgreSQL's text holds no NUL");
            }
            UUID id = Id.parse(decoded.substring(0, ID_LENGTH)).orElseThrow();
            return new Cursor(decoded.substring(ID_LENGTH), id);
        } catch (RuntimeException malformed) {
            throw malformed(text);
        }
    }

    private static Problem malformed(String text) {
        return Problem.badRequest(
                "cursor is \"%s\"; it must be the nextCursor of the page before, unchanged.".formatted(text));
    }

    /** Of a list that is sorted by days. */
    public static Cursor of(LocalDate day, UUID id) {
        return new Cursor(day.toString(), id);
    }

    /** The {@code sortKey} of a list that is sorted by days. */
    public LocalDate day() {
        try {
            return LocalDate.parse(sortKey);
        } catch (DateTimeParseException ofAnotherList) {
            throw malformed(toString());
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + sortKey).getBytes(UTF_8));
    }
}
