package com.barkbase.db;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON with Jackson as {@link Json} promises to read it. */
final class OtherJson {
    private static final int DEEPEST_LEVEL = 64;
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** A pair of which one half is escaped: Jackson takes it in values alone. */
    private static final Pattern HALF_ESCAPED = Pattern.compile("(\\\\u[dD][89abAB]..)([\\x{DC00}-\\x{DFFF}])");

    /** Of another character than ASCII's Jackson looks at the lower half. */
    private static final Pattern FOREIGN_DIGIT =
            Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u[0-9a-fA-F]{0,3}[^\\x00-\\x7F]");

    private final JsonParser parser;

    private OtherJson(JsonParser parser) {
        this.parser = parser;
    }

    /** The scalars of an object, as text; null where the text is anything but one object. */
    static @Nullable Map<String, String> members(String text) {
        if (FOREIGN_DIGIT.matcher(text).find()) {
            return null;
        }
        String escaped = HALF_ESCAPED.matcher(text).replaceAll(pair -> {
            String half = String.format("\\u%04x", (int) pair.group(2).charAt(0));
            return Matcher.quoteReplacement(pair.group(1) + half);
        });
        try (JsonParser parser = JACKSON.createParser(escaped)) {
            OtherJson reading = new OtherJson(parser);
            require(parser.nextToken() == JsonToken.START_OBJECT);
            Map<String, String> members = reading.object(1);
            require(parser.nextToken() == null);
            return members;
        } catch (IOException notAsPromised) {
            return null;
        }
    }

    private Map<String, String> object(int level) throws IOException {
        require(level <= DEEPEST_LEVEL);
        Map<String, String> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text();
            String scalar = value(parser.nextToken(), level);
            if (scalar == null) {
                members.remove(name);
            } else {
                members.put(name, scalar);
            }
        }
        return members;
    }

    private void array(int level) throws IOException {
        require(level <= DEEPEST_LEVEL);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(token, level);
        }
    }

    /** Null for what is no scalar, and for null. */
    private @Nullable String value(JsonToken token, int level) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            object(level + 1);
        } else if (token == JsonToken.START_ARRAY) {
            array(level + 1);
        } else if (token != JsonToken.VALUE_NULL) {
            return text();
        }
        return null;
    }

    private String text() throws IOException {
        String text = parser.getText();
        require(text != null && StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return text;
    }

    private static void require(boolean asPromised) throws IOException {
        if (!asPromised) {
            throw new IOException("not the one object that is promised to be read");
        }
    }
}
