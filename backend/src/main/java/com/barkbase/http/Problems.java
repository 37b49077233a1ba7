package com.barkbase.http;

import com.barkbase.fields.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Which problems a route may answer with, an example of each: what {@link Request} checks and the database refuses. */
public final class Problems {

    private Problems() {}

    /** In the order of their statuses. */
    public static List<Problem> of(Route route) {
        List<Problem> problems = new ArrayList<>(ofRequest(route));
        if (changes(route)) {
            problems.add(Problem.conflict(new FieldError("/microchip", "is another pet's already.")));
        }
        if (route.heedsVersions()) {
            problems.add(Problem.stale(4));
        }
        problems.addAll(ofBody(route));
        problems.add(Problem.internal());
        problems.add(Problem.unavailable(true));
        if (changes(route)) {
            problems.add(Problem.outcomeUnknown());
        }
        return problems;
    }

    private static boolean changes(Route route) {
        return !route.method().equals("GET");
    }

    private static List<Problem> ofRequest(Route route) {
        List<Problem> problems = new ArrayList<>();
        problems.add(Problem.badRequest("limit is \"0\"; it must be a whole number from 1 to 200."));
        if (route.permission() != null) {
            problems.add(Problem.unauthorized("The token has expired."));
            problems.add(Problem.forbidden("A VIEWER has no permission CHANGE_CLIENTS."));
        }
        if (route.path().contains("{")) {
            problems.add(Problem.notFound("No pet 0b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c77."));
        }
        return problems;
    }

    private static List<Problem> ofBody(Route route) {
        List<Problem> problems = new ArrayList<>();
        if (route.body() != null) {
            problems.add(Problem.tooLarge("The body has 1048577 bytes; it must have at most 1048576."));
            problems.add(Problem.unsupportedMediaType(
                    "The body's Content-Type is \"text/plain\"; it must be application/json in UTF-8."));
            problems.add(Problem.invalid(List.of(new FieldError("/name", "is a number; it must be text."))));
        }
        if (route.method().equals("POST")) {
            problems.add(Problem.keyReused());
        }
        if (route.body() != null && route.body().isPatch()) {
            problems.add(Problem.preconditionRequired());
        }
        return problems;
    }
}
