package com.barkbase.db;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the few JSON objects (RFC 8259) that this layer meets, strictly. Its errors give the position and
 * never the content, which is a secret.
 */
final class Json {
    /** How deep values may be nested, so that a hostile text cannot exhaust the stack. */
    private static final int DEEPEST_LEVEL = 64;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int position;

    private Json(String text) {
        this.text = text;
    }

    /**
     * The members of an object whose values are strings, numbers or booleans, as text. Nested values and nulls are
     * checked and left out; of a name that occurs twice the last counts.
     *
     * @throws JsonException where the text is anything but one object
     */
    static Map<String, String> object(String text) throws JsonException {
        Json json = new Json(text);
        json.skipSpace();
        Map<String, String> members = json.members(1);
        json.skipSpace();
        if (json.position < text.length()) {
            throw json.expected("the end of the text");
        }
        return members;
    }

    /** An object of strings. */
    static String write(Map<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, String> member : members.entrySet()) {
            json.append(json.length() > 1 ? "," : "");
            quote(member.getKey(), json);
            json.append(':');
            quote(member.getValue(), json);
        }
        return json.append('}').toString();
    }

    private static void quote(String value, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                json.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        json.append('"');
    }

    private Map<String, String> members(int level) throws JsonException {
        Map<String, String> members = new LinkedHashMap<>();
        enter('{', level);
        if (accept('}')) {
            return members;
        }
        do {
            skipSpace();
            String name = string();
            skipSpace();
            require(':');
            String value = value(level);
            if (value == null) {
                members.remove(name);
            } else {
                members.put(name, value);
            }
        } while (accept(','));
        require('}');
        return members;
    }

    private void skipElements(int level) throws JsonException {
        enter('[', level);
        if (accept(']')) {
            return;
        }
        do {
            value(level);
        } while (accept(','));
        require(']');
    }

    private void enter(char opening, int level) throws JsonException {
        if (level > DEEPEST_LEVEL) {
            throw expected("at most " + DEEPEST_LEVEL + " nested levels");
        }
        require(opening);
        skipSpace();
    }

    /** The scalar at this position, or null for any other value; the space around it is skipped. */
    private @Nullable String value(int level) throws JsonException {
        skipSpace();
        String scalar = null;
        switch (peek()) {
            case '{' -> members(level + 1);
            case '[' -> skipElements(level + 1);
            case 'n' -> word("null");
            case 't' -> scalar = word("true");
            case 'f' -> scalar = word("false");
            case '"' -> scalar = string();
            default -> scalar = number();
        }
        skipSpace();
        return scalar;
    }

    private String word(String word) throws JsonException {
        if (!text.startsWith(word, position)) {
            throw expected("a value");
        }
        position += word.length();
        return word;
    }

    private String number() throws JsonException {
        Matcher number = NUMBER.matcher(text).region(position, text.length());
        if (!number.lookingAt()) {
            throw expected("a value");
        }
        position = number.end();
        return number.group();
    }

    private String string() throws JsonException {
        require('"');
        StringBuilder value = new StringBuilder();
        while (!accept('"')) {
            char c = peek();
            if (c < ' ') {
                throw expected("a closing quote");
            }
            position++;
            value.append(c == '\\' ? escaped() : c);
        }
        // UTF-8 has no half characters: a lone surrogate would silently become another text.
        if (value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw expected("surrogates in pairs");
        }
        return value.toString();
    }

    private char escaped() throws JsonException {
        int letter = "\"\\/bfnrtu".indexOf(peek());
        if (letter < 0) {
            throw expected("an escape sequence");
        }
        position++;
        return letter == 8 ? hexadecimal() : "\"\\/\b\f\n\r\t".charAt(letter);
    }

    private char hexadecimal() throws JsonException {
        int end = position + 4;
        if (end > text.length() || !text.substring(position, end).chars().allMatch(HexFormat::isHexDigit)) {
            throw expected("four hexadecimal digits");
        }
        char c = (char) HexFormat.fromHexDigits(text, position, end);
        position = end;
        return c;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** The next character; NUL, which JSON allows nowhere, at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private boolean accept(char wanted) {
        boolean found = peek() == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private void require(char wanted) throws JsonException {
        if (!accept(wanted)) {
            throw expected("'" + wanted + "'");
        }
    }

    private JsonException expected(String what) {
        return new JsonException(
                "Not a JSON object: expected " + what + " at position " + position + " of " + text.length() + ".");
    }
}
