package com.barkbase.fields;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads text that must be one JSON object, and nothing after it, into maps, lists and plain values. */
final class JsonObject {

    /** Far more than any body of ours needs, far less than a thread's stack. */
    private static final int DEEPEST = 20;

    private static final JsonAdapter<String> TEXT = Jsonb.instance().adapter(String.class);

    private JsonObject() {}

    static Map<String, @Nullable Object> parse(String text) {
        String body = text.strip();
        if (body.isEmpty()) {
            throw new MalformedJsonException("The body is empty; it must be a JSON object.");
        }
        if (!body.startsWith("{") || !body.endsWith("}")) {
            throw new MalformedJsonException("The body is not a JSON object, which begins with { and ends with }.");
        }
        // As the only element of a list, so that the reader also refuses what follows the object.
        try (JsonReader reader = Jsonb.instance().reader("[" + body + "]")) {
            return onlyElement(reader);
        } catch (JsonException malformed) {
            throw new MalformedJsonException("The body is not JSON: " + firstLine(malformed) + ".");
        }
    }

    private static Map<String, @Nullable Object> onlyElement(JsonReader reader) {
        reader.beginArray();
        Map<String, @Nullable Object> object = reader.hasNextElement() ? object(reader, 1) : Map.of();
        if (reader.hasNextElement()) {
            throw new MalformedJsonException("The body holds more than one JSON value; it must be one object.");
        }
        return object;
    }

    private static Map<String, @Nullable Object> object(JsonReader reader, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String name = reader.nextField();
            if (object.containsKey(name)) {
                throw new MalformedJsonException("The body names \"" + name + "\" twice in one object.");
            }
            object.put(name, value(reader, depth + 1));
        }
        reader.endObject();
        return object;
    }

    private static List<@Nullable Object> list(JsonReader reader, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            list.add(value(reader, depth + 1));
        }
        reader.endArray();
        return list;
    }

    private static @Nullable Object value(JsonReader reader, int depth) {
        if (depth > DEEPEST) {
            throw new MalformedJsonException("The body is nested deeper than " + DEEPEST + " levels.");
        }
        return switch (reader.currentToken()) {
            case BEGIN_OBJECT -> object(reader, depth);
            case BEGIN_ARRAY -> list(reader, depth);
            case STRING -> TEXT.fromJson(reader);
            case NUMBER -> reader.readDecimal();
            case BOOLEAN -> reader.readBoolean();
            case NULL -> nothing(reader);
        };
    }

    private static @Nullable Object nothing(JsonReader reader) {
        reader.isNullValue(); // reads it
        return null;
    }

    private static String firstLine(JsonException malformed) {
        return String.valueOf(malformed.getMessage()).lines().findFirst().orElse("it can't be read");
    }
}
