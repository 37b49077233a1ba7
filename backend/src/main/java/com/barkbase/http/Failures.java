package com.barkbase.http;

import com.barkbase.db.ConfigurationException;
import com.barkbase.db.DbException;
import com.barkbase.db.OutcomeUnknownException;
import com.barkbase.db.StatementException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Turns what went wrong into what a client may know of it, and into what the log must. */
public final class Failures {

    private Failures() {}

    public static Problem problem(RuntimeException failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case OutcomeUnknownException unknown -> Problem.outcomeUnknown();
            case ConfigurationException misconfigured -> Problem.internal();
            case StatementException refused -> problem(refused);
            case DbException unavailable -> Problem.unavailable(unavailable.safeToRetry());
            default -> Problem.internal();
        };
    }

    private static Problem problem(StatementException refused) {
        if (refused.safeToRetry()) {
            return Problem.unavailable(true);
        }
        return isIntegrityViolation(refused) ? Problem.conflict() : Problem.internal();
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
