package com.barkbase.fields;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, declared once: they read a body, tell everything that is wrong with it, and print
 * themselves as JSON Schema. Unknown fields are mistakes, since a misspelt one would be lost in silence.
 *
 * <pre>{@code
 * static final Field<String> NAME = Field.text("name", 1, 200).required();
 * static final Field<LocalDate> BORN = Field.day("birthDate");
 * static final Fields CREATE = Fields.of(NAME, BORN);
 * static final Fields CHANGE = CREATE.patch();
 * }</pre>
 */
public final class Fields implements Type<Values> {

    private final List<Field<?>> fields;
    private final boolean patch;

    private Fields(List<Field<?>> fields, boolean patch) {
        this.fields = fields;
        this.patch = patch;
        Set<String> names = new HashSet<>();
        for (Field<?> field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("\"" + field.name() + "\" is declared twice");
            }
        }
    }

    public static Fields of(Field<?>... fields) {
        return new Fields(Arrays.asList(fields.clone()), false);
    }

    /** The same fields and more. */
    public Fields and(Field<?>... more) {
        return new Fields(Stream.concat(fields.stream(), Stream.of(more)).toList(), patch);
    }

    /** The same fields as a merge patch (RFC 7396): absent ones are kept, null clears, a required one can't be. */
    public Fields patch() {
        return new Fields(fields, true);
    }

    public boolean isPatch() {
        return patch;
    }

    /**
     * Reads a body.
     *
     * @throws MalformedJsonException where it is not one JSON object
     * @throws InvalidFieldsException with everything that is wrong with its values
     */
    public Values read(String body) {
        List<FieldError> errors = new ArrayList<>();
        return valid(read(JsonObject.parse(body), new Place("", errors), Fields::value), errors);
    }

    /**
     * Reads the parameters of an address, which are all text.
     *
     * @throws InvalidFieldsException with everything that is wrong with them
     */
    public Values parse(Map<String, String> parameters) {
        List<FieldError> errors = new ArrayList<>();
        Reader text = (field, given, at) -> field.type().parse(String.valueOf(given), at);
        return valid(read(parameters, new Place("", errors), text), errors);
    }

    @Override
    public @Nullable Values read(Object json, Place at) {
        return json instanceof Map<?, ?> given ? read(given, at, Fields::value) : at.refuseType(json, "an object");
    }

    private static Values valid(Values values, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidFieldsException(errors);
        }
        return values;
    }

    /** How the value of a field that is there becomes one of Java. */
    private interface Reader {
        @Nullable
        Object read(Field<?> field, @Nullable Object given, Place at);
    }

    private Values read(Map<?, ?> given, Place at, Reader reader) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        for (Field<?> field : fields) {
            String name = field.name();
            if (given.containsKey(name)) {
                read.put(name, reader.read(field, given.get(name), at.at(name)));
            } else if (field.isRequired() && !patch) {
                at.at(name).refuse("is missing.");
            }
        }
        refuseUnknown(given.keySet(), at);
        return new Values(read);
    }

    private static @Nullable Object value(Field<?> field, @Nullable Object json, Place at) {
        if (json != null) {
            return field.type().read(json, at);
        }
        return field.isRequired() ? at.refuse("is null; it must have a value.") : null;
    }

    private void refuseUnknown(Set<?> given, Place at) {
        List<String> known = fields.stream().map(Field::name).toList();
        for (Object name : given) {
            if (!known.contains(name)) {
                at.at(String.valueOf(name)).refuse("is not known; known are " + String.join(", ", known) + ".");
            }
        }
    }

    /** Which field a constraint of the database has refused, and what to say of it. */
    public Optional<FieldError> refusedBy(String constraint) {
        return fields.stream()
                .flatMap(field -> field.refusedBy(constraint).stream())
                .findFirst();
    }

    /** JSON Schema 2020-12, its keys in a stable order. */
    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.name(), schema(field)));
        Map<String, Object> schema =
                new TreeMap<>(Map.of("type", "object", "additionalProperties", false, "properties", properties));
        List<String> required =
                fields.stream().filter(Field::isRequired).map(Field::name).toList();
        if (!patch && !required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** The schema of each field by its name, for where null can't be said: in an address. */
    public Map<String, Map<String, Object>> schemas() {
        Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
        fields.forEach(
                field -> schemas.put(field.name(), new TreeMap<>(field.type().schema())));
        return schemas;
    }

    private static Map<String, Object> schema(Field<?> field) {
        Map<String, Object> schema = new TreeMap<>(field.type().schema());
        if (!field.isRequired()) {
            schema.computeIfPresent("type", (key, type) -> List.of(type, "null"));
            schema.computeIfPresent("enum", (key, words) -> withNull((List<?>) words));
        }
        return schema;
    }

    /** A type may allow null, an enum has to name it. */
    private static List<?> withNull(List<?> words) {
        List<@Nullable Object> more = new ArrayList<>(words);
        more.add(null);
        return more;
    }
}
