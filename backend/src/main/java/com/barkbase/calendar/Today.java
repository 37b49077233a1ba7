package com.barkbase.calendar;

import com.barkbase.db.Statements;
import com.barkbase.fields.Field;
import com.barkbase.fields.FieldError;
import com.barkbase.fields.Values;
import com.barkbase.http.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The day that it is at a kennel, by which its dates are judged: UTC's would refuse a dose of this morning in Auckland
 * and call one overdue while New York still has the evening before. PostgreSQL counts it, so that there is one table of
 * time zones.
 */
public record Today(LocalDate date) {

    /** A tenant sees itself and no other. */
    private static final String AT = """
            SELECT ($1::timestamptz AT TIME ZONE "timeZone")::date AS "today" FROM "Tenant"
            """;

    public static Today at(Instant now, Statements scope) {
        return scope.query(AT, row -> new Today(row.date("today")), now).stream()
                .findFirst()
                .orElseThrow(() -> Problem.forbidden("There is no such kennel."));
    }

    /** What is wrong with a day that has not come yet; nothing where the field is not given. */
    public Optional<FieldError> refuseLater(Values values, Field<LocalDate> field) {
        LocalDate given = values.orNull(field);
        if (given == null || !given.isAfter(date)) {
            return Optional.empty();
        }
        return Optional.of(
                field.error("is %s; it must not be after today, which is %s at the kennel.".formatted(given, date)));
    }

    /**
     * Refuses a day that has not come yet.
     *
     * @throws Problem 422
     */
    public void requireNotLater(Values values, Field<LocalDate> field) {
        refuseLater(values, field).ifPresent(error -> {
            throw Problem.invalid(List.of(error));
        });
    }
}
