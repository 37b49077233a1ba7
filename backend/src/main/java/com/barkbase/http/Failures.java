package com.barkbase.http;

import com.barkbase.db.ConfigurationException;
import com.barkbase.db.DbException;
import com.barkbase.db.OutcomeUnknownException;
import com.barkbase.db.StatementException;
import com.barkbase.fields.FieldError;
import com.barkbase.fields.Fields;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into what a client may know of it, and into what the log must. */
public final class Failures {

    /** Unique, exclusion, restrict: the value is a good one, and something that is stored stands against it. */
    private static final Set<String> IN_THE_WAY = Set.of("23505", "23P01", "23001");

    /** Not null, check: whatever else is stored. */
    private static final Set<String> WRONG_BY_ITSELF = Set.of("23502", "23514");

    private Failures() {}

    public static Problem problem(RuntimeException failure) {
        return problem(failure, null);
    }

    /** The same, with the fields that were sent, which know the constraints that guard them. */
    static Problem problem(RuntimeException failure, @Nullable Fields sent) {
        return switch (failure) {
            case Problem problem -> problem;
            case OutcomeUnknownException unknown -> Problem.outcomeUnknown();
            case ConfigurationException misconfigured -> Problem.internal();
            case StatementException refused -> problem(refused, sent);
            case DbException unavailable -> Problem.unavailable(unavailable.safeToRetry());
            default -> Problem.internal();
        };
    }

    private static Problem problem(StatementException refused, @Nullable Fields sent) {
        if (refused.safeToRetry()) {
            return Problem.unavailable(true);
        }
        if (!isIntegrityViolation(refused)) {
            return Problem.internal();
        }
        String state = String.valueOf(refused.sqlState());
        return field(refused.constraint(), sent)
                .map(error -> IN_THE_WAY.contains(state) ? Problem.conflict(error) : Problem.invalid(List.of(error)))
                .orElseGet(() -> WRONG_BY_ITSELF.contains(state) ? Problem.invalid() : Problem.conflict());
    }

    private static Optional<FieldError> field(@Nullable String constraint, @Nullable Fields sent) {
        return constraint == null || sent == null ? Optional.empty() : sent.refusedBy(constraint);
    }

    /** One line for what the database refused, a stack trace for what should not have been possible. */
    public static String describe(RuntimeException failure) {
        return switch (failure) {
            case StatementException refused
            when quotesValues(refused) ->
                "%s %s %s".formatted(refused.getClass().getSimpleName(), refused.sqlState(), refused.constraint());
            case DbException known ->
                "%s %s"
                        .formatted(
                                known.getClass().getSimpleName(),
                                String.valueOf(known.getMessage()).replace('\n', ' '));
            default -> stackTrace(failure);
        };
    }

    /** PostgreSQL's texts of the classes 22 and 23 repeat the data that it did not like: names, addresses, numbers. */
    private static boolean quotesValues(StatementException refused) {
        return String.valueOf(refused.sqlState()).startsWith("22") || isIntegrityViolation(refused);
    }

    private static boolean isIntegrityViolation(StatementException refused) {
        return String.valueOf(refused.sqlState()).startsWith("23");
    }

    private static String stackTrace(RuntimeException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
