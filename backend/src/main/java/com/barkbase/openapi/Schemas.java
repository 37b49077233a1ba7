package com.barkbase.openapi;

import static java.util.Map.entry;

import com.barkbase.fields.Fields;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema 2020-12 of what the services answer, as avaje-jsonb writes it: a component that is null is left out. Each
 * record is described once and referred to by its name. For one document, and one thread.
 */
final class Schemas {

    private static final Map<Class<?>, Map<String, Object>> SCALARS = Map.ofEntries(
            entry(String.class, Map.of("type", "string")),
            entry(UUID.class, Map.of("type", "string", "format", "uuid")),
            entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            entry(LocalDate.class, Map.of("type", "string", "format", "date")),
            entry(BigDecimal.class, Map.of("type", "number")),
            entry(int.class, Map.of("type", "integer", "format", "int32")),
            entry(long.class, Map.of("type", "integer", "format", "int64")),
            entry(Long.class, Map.of("type", "integer", "format", "int64")),
            entry(boolean.class, Map.of("type", "boolean")),
            entry(Map.class, Map.of("type", "object")));

    private final Set<Class<?>> described = new HashSet<>();
    private final Map<String, Object> components = new TreeMap<>();

    /** The schema of a type; a reference, where it is a record. */
    Map<String, Object> of(Type type) {
        return new TreeMap<>(
                switch (type) {
                    case Class<?> scalar when SCALARS.containsKey(scalar) -> SCALARS.get(scalar);
                    case Class<?> words when words.isEnum() -> Map.of("type", "string", "enum", words(words));
                    case Class<?> told when told.isRecord() -> reference(told);
                    case ParameterizedType list
                    when list.getRawType() == List.class ->
                        Map.of("type", "array", "items", of(list.getActualTypeArguments()[0]));
                    default ->
                        throw new IllegalArgumentException(
                                type + " has no schema: an answer is made of records, lists and " + SCALARS.keySet());
                });
    }

    /** A reference to the schema of a body, which is {@code CreatePet} of {@code createPet}. */
    Map<String, Object> of(String operation, Fields body) {
        String name = operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
        add(name, body.schema());
        return OpenApi.reference("schemas", name);
    }

    /** All that has been referred to, by name. */
    Map<String, Object> components() {
        return components;
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(word -> ((Enum<?>) word).name())
                .toList();
    }

    private Map<String, Object> reference(Class<?> told) {
        String name = name(told);
        if (described.add(told)) {
            add(name, object(told));
        }
        return OpenApi.reference("schemas", name);
    }

    private void add(String name, Map<String, Object> schema) {
        if (components.putIfAbsent(name, schema) != null) {
            throw new IllegalArgumentException(name + " names two schemas: rename the record or the operation.");
        }
    }

    /** {@code MeUser} of {@code Me.User}. */
    private static String name(Class<?> type) {
        Class<?> within = type.getDeclaringClass();
        return (within == null ? "" : name(within)) + type.getSimpleName();
    }

    private Map<String, Object> object(Class<?> told) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : told.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        return new TreeMap<>(Map.of("type", "object", "properties", properties, "required", required));
    }
}
