package com.barkbase.fields;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.CustomAdapter;
import io.avaje.jsonb.Jsonb;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of any length and any characters, in place of avaje-jsonb's own, which has three faults (seen in 3.7): its
 * reader gives up at about 32,000 characters, and its writer, which works in pieces, fails where a piece ends within an
 * emoji, and at half of one. The raw JSON of a value has the first two not, as long as it is read from an array
 * rather than from a stream.
 */
@CustomAdapter
public final class LongText implements JsonAdapter<String> {

    /** Characters that the writer takes at once. */
    private static final int PIECE = 512;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    /** The generated code wants to hand on its registry. */
    public LongText(Jsonb jsonb) {}

    @Override
    public void toJson(JsonWriter writer, @Nullable String text) {
        if (text != null && isSplitWithinAPair(text)) {
            writer.rawValue(ascii(whole(text)));
        } else {
            writer.value(text == null ? null : whole(text));
        }
    }

    /** Half of a pair, which no UTF-8 can hold, becomes a replacement character. */
    private static String whole(String text) {
        boolean isWhole = text.chars().noneMatch(c -> Character.isSurrogate((char) c))
                || text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        return isWhole ? text : new String(text.getBytes(UTF_16BE), UTF_16BE);
    }

    private static boolean isSplitWithinAPair(String text) {
        for (int end = PIECE; end < text.length(); end += PIECE) {
            if (Character.isHighSurrogate(text.charAt(end - 1))) {
                return true;
            }
        }
        return false;
    }

    private static String ascii(String text) {
        StringBuilder json = new StringBuilder(text.length() + PIECE).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    @Override
    public @Nullable String fromJson(JsonReader reader) {
        if (reader.isNullValue()) {
            return null;
        }
        String json = reader.readRaw().strip(); // with the space around it
        return ESCAPE.matcher(json.substring(1, json.length() - 1)).replaceAll(LongText::character);
    }

    private static String character(MatchResult escape) {
        if (escape.group(1) != null) {
            return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
        }
        return switch (escape.group(2)) {
            case "b" -> "\b";
            case "f" -> "\f";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> Matcher.quoteReplacement(escape.group(2));
        };
    }
}
