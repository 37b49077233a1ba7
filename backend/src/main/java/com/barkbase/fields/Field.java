package com.barkbase.fields;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One field of a body: its name, what it may be, and which of the database's constraints guard it. An immutable value,
 * declared as a constant, and the key to its value in {@link Values}.
 */
public final class Field<T> {

    private final String name;
    private final Type<T> type;
    private final boolean required;
    private final Map<String, String> constraints;

    private Field(String name, Type<T> type, boolean required, Map<String, String> constraints) {
        this.name = name;
        this.type = type;
        this.required = required;
        this.constraints = constraints;
    }

    private static <T> Field<T> of(String name, Type<T> type) {
        return new Field<>(name, type, false, Map.of());
    }

    /** One line of text, {@code least} to {@code most} characters long. */
    public static Field<String> text(String name, int least, int most) {
        return of(name, new Text(least, most, false, null));
    }

    /** Text of one line that matches {@code pattern}, in people's words {@code allowed}, such as {@code 15 digits}. */
    public static Field<String> text(String name, int most, String pattern, String allowed) {
        return of(name, new Text(1, most, false, new Text.Format(null, pattern, allowed)));
    }

    /** Text of any number of lines. */
    public static Field<String> prose(String name, int most) {
        return of(name, new Text(1, most, true, null));
    }

    public static Field<String> email(String name) {
        return of(name, new Text(3, 254, false, Text.EMAIL));
    }

    public static Field<String> choice(String name, List<String> words) {
        return of(name, new Choice(List.copyOf(words)));
    }

    public static Field<LocalDate> day(String name) {
        return of(name, new Day());
    }

    public static Field<Boolean> flag(String name) {
        return of(name, new Flag());
    }

    public static Field<Integer> whole(String name, int least, int most) {
        return of(name, new Whole(least, most));
    }

    /** A number with up to {@code decimals} digits after the point; the limits as they are written, {@code "0.01"}. */
    public static Field<BigDecimal> amount(String name, String least, String most, int decimals) {
        return of(name, new Amount(new BigDecimal(least), new BigDecimal(most), decimals));
    }

    public static Field<UUID> id(String name) {
        return of(name, new Id());
    }

    /** A list of {@code least} to {@code most} values, each as {@code item} says, whose name does not matter. */
    public static <T> Field<List<T>> list(String name, Field<T> item, int least, int most) {
        return of(name, new ListOf<>(item.type, least, most));
    }

    /** An object with fields of its own. A patch replaces it whole. */
    public static Field<Values> object(String name, Fields fields) {
        return of(name, fields);
    }

    /** The same field, which must be there and can't be null. */
    public Field<T> required() {
        return new Field<>(name, type, true, constraints);
    }

    /**
     * The same field, guarded by a constraint of the database.
     *
     * @param detail told to the client where the constraint refuses the value: {@code is another pet's already.}
     */
    public Field<T> guardedBy(String constraint, String detail) {
        Map<String, String> more = new HashMap<>(constraints);
        more.put(constraint, detail);
        return new Field<>(name, type, required, Map.copyOf(more));
    }

    public String name() {
        return name;
    }

    boolean isRequired() {
        return required;
    }

    Type<T> type() {
        return type;
    }

    /** What is wrong with a value that is of the right type: {@code detail} continues the field's name. */
    public FieldError error(String detail) {
        return new FieldError("/" + name, detail);
    }

    Optional<FieldError> refusedBy(String constraint) {
        return Optional.ofNullable(constraints.get(constraint)).map(this::error);
    }
}
