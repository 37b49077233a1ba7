package com.barkbase.fields;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a body a value stands, and the one list of all that is wrong with the body. */
@SuppressWarnings("TypeParameterUnusedInFormals") // a refusal is null, of whatever type was wanted
final class Place {

    /** A body full of mistakes is told of the first ones: an answer longer than the question helps nobody. */
    private static final int MOST_ERRORS = 50;

    private static final int MOST_SHOWN = 60;

    private final String pointer;
    private final List<FieldError> errors;

    Place(String pointer, List<FieldError> errors) {
        this.pointer = pointer;
        this.errors = errors;
    }

    Place at(String name) {
        return new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), errors);
    }

    Place at(int index) {
        return new Place(pointer + "/" + index, errors);
    }

    /** Notes what is wrong here; null, so that a reader can return it in place of the value. */
    <T> @Nullable T refuse(String detail) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(pointer, detail));
        }
        return null;
    }

    /** Notes a value of another JSON type than {@code allowed}, such as {@code text}. */
    <T> @Nullable T refuseType(@Nullable Object json, String allowed) {
        return refuse("is %s; it must be %s.".formatted(nameOf(json), allowed));
    }

    /** Notes a value of the right type that is not allowed. */
    <T> @Nullable T refuseValue(Object json, String allowed) {
        String text = String.valueOf(json);
        String shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return refuse("is \"%s\"; it must be %s.".formatted(shown, allowed));
    }

    private static String nameOf(@Nullable Object json) {
        return switch (json) {
            case null -> "null";
            case String text -> "text";
            case Number number -> "a number";
            case Boolean flag -> "true or false";
            case List<?> list -> "a list";
            case Map<?, ?> object -> "an object";
            default -> throw new IllegalArgumentException(json.getClass() + " is not of JSON");
        };
    }
}
