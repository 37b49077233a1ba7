package com.barkbase.fields;

import io.avaje.jsonb.Jsonb;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body holds: of each declared field its value, null where it was cleared, nothing where it was not named. */
public final class Values {

    private static final Jsonb WITH_NULLS = Jsonb.builder().serializeNulls(true).build();

    private final Map<String, @Nullable Object> given;

    Values(Map<String, @Nullable Object> given) {
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** True where the body names the field, be it as null. */
    public boolean has(Field<?> field) {
        return given.containsKey(field.name());
    }

    /**
     * The value of a field that the body must hold.
     *
     * @throws IllegalStateException where it does not: the field is not declared as required
     */
    public <T> T get(Field<T> field) {
        T value = orNull(field);
        if (value == null) {
            throw new IllegalStateException("\"" + field.name() + "\" is asked for and not required: use orNull");
        }
        return value;
    }

    /** The value of a field, null where it is null or absent. */
    @SuppressWarnings("unchecked") // the field itself has read it
    public <T> @Nullable T orNull(Field<T> field) {
        return (T) given.get(field.name());
    }

    /** Whether a switch is there and on. */
    public boolean isTrue(Field<Boolean> field) {
        return Boolean.TRUE.equals(orNull(field));
    }

    /**
     * The same as JSON, checked and tidied, in the order of the declaration. A statement takes it as one parameter and
     * {@code jsonb_populate_record(row, $1)} makes a row of it: what is absent stays as it is in {@code row}, what is
     * null is cleared, which is what a merge patch means (RFC 7396).
     */
    public String json() {
        return WITH_NULLS.toJson(plain(this));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Values values -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                values.given.forEach((name, inner) -> plain.put(name, plain(inner)));
                yield plain;
            }
            case List<?> items -> items.stream().map(Values::plain).toList();
            case null, default -> value;
        };
    }

    /** Names only: a body may hold personal data. */
    @Override
    public String toString() {
        return "Values" + given.keySet();
    }
}
