package com.barkbase;

import com.barkbase.fields.Fields;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body for any route, made from what the route declares: its texts are a kennel's own, by the columns' names. */
final class RequestBody {
    private final @Nullable Fields fields;
    private final Map<String, List<String>> texts;

    RequestBody(@Nullable Fields fields, Map<String, List<String>> texts) {
        this.fields = fields;
        this.texts = texts;
    }

    /** The places where it takes an id. */
    List<String> idNames() {
        List<String> names = new ArrayList<>();
        if (fields != null) {
            object(fields.schema(), "", name -> {
                names.add(name);
                return "";
            });
        }
        return names;
    }

    private interface Ids {
        String of(String name);
    }

    @Nullable
    String json(Map<String, String> ids) {
        return fields == null ? null : Jsonb.instance().toJson(object(fields.schema(), "", ids::get));
    }

    private Map<String, Object> object(Map<?, ?> schema, String at, Ids ids) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) schema.get("properties"))
                .forEach((name, type) ->
                        object.put(name.toString(), value(name.toString(), (Map<?, ?>) type, at, ids)));
        return object;
    }

    private Object value(String name, Map<?, ?> schema, String at, Ids ids) {
        Object type = schema.get("type") instanceof List<?> types ? types.getFirst() : schema.get("type");
        return switch (type.toString()) {
            case "object" -> object(schema, at + name + ".", ids);
            case "array" -> List.of(value(name, (Map<?, ?>) schema.get("items"), at, ids));
            case "boolean" -> true;
            case "integer", "number" -> schema.get("minimum");
            default -> "uuid".equals(schema.get("format")) ? ids.of(at + name) : text(name, schema);
        };
    }

    private String text(String name, Map<?, ?> schema) {
        String pattern = schema.get("pattern") instanceof String given ? given : "(?s).*";
        List<?> words = schema.get("enum") instanceof List<?> given ? given : List.of();
        return texts.getOrDefault(name, List.of()).stream()
                .filter(text -> words.isEmpty() ? text.matches(pattern) : words.contains(text))
                .findFirst()
                .orElse(words.isEmpty() ? sample(schema) : words.getFirst().toString());
    }

    private static String sample(Map<?, ?> schema) {
        if ("date".equals(schema.get("format"))) {
            return "2026-02-01";
        }
        return schema.get("pattern") == null ? "word" : "US";
    }
}
