package com.barkbase.vaccinations;

import com.barkbase.calendar.Today;
import com.barkbase.fields.Field;
import com.barkbase.fields.FieldError;
import com.barkbase.fields.Fields;
import com.barkbase.fields.Values;
import com.barkbase.http.Paging;
import com.barkbase.http.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be said of a dose and asked of lists of them. */
final class VaccinationFields {

    private static final String EARLY = "must not be before administeredAt.";

    static final Field<LocalDate> ADMINISTERED_AT = Field.day("administeredAt").required();
    static final Field<LocalDate> EXPIRES_AT =
            Field.day("expiresAt").required().guardedBy("Vaccination_dates_check", EARLY);

    /** Named as the columns of {@code "Vaccination"}, which a statement fills from them. */
    static final Fields VACCINATION = Fields.of(
            Field.text("vaccine", 1, 100)
                    .required()
                    .guardedBy("Vaccination_dose_key", "was given on that day already, as another record says."),
            ADMINISTERED_AT,
            EXPIRES_AT,
            Field.text("batch", 1, 100),
            Field.text("veterinarian", 1, 200),
            Field.prose("notes", 4_000));

    static final Field<Boolean> ARCHIVED = Field.flag("archived");
    static final Fields LIST = Paging.with(ARCHIVED);

    static final Field<Integer> DAYS = Field.whole("days", 0, 366);
    static final Fields DUE = Paging.with(DAYS);

    private VaccinationFields() {}

    /**
     * Refuses a dose that has not been given yet, or that ends before it was.
     *
     * @throws Problem 422
     */
    static void require(Values dose, Today today) {
        List<FieldError> errors = Stream.of(today.refuseLater(dose, ADMINISTERED_AT), refuseEarly(dose))
                .flatMap(Optional::stream)
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Where a patch names one of the two days only, the database compares it with the other. */
    private static Optional<FieldError> refuseEarly(Values dose) {
        LocalDate given = dose.orNull(ADMINISTERED_AT);
        LocalDate until = dose.orNull(EXPIRES_AT);
        boolean early = given != null && until != null && until.isBefore(given);
        return early ? Optional.of(EXPIRES_AT.error(EARLY)) : Optional.empty();
    }
}
