package com.barkbase.db;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text that PostgreSQL prints for an array of one dimension: <code>{1,NULL,"a \"b\""}</code>.
 *
 * @see <a href="https://www.postgresql.org/docs/17/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>
 */
final class ArrayText {
    private static final String NO_ARRAY = "does not hold an array";

    private final String text;
    private final List<@Nullable String> elements = new ArrayList<>();
    private int at;

    private ArrayText(String text) {
        this.text = text;
    }

    /**
     * The elements' texts; null for NULL.
     *
     * @throws IllegalArgumentException whose message is the predicate of a sentence about the column
     */
    static List<@Nullable String> elements(String text) {
        try {
            return new ArrayText(text).read();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(NO_ARRAY, e);
        }
    }

    private List<@Nullable String> read() {
        at = text.startsWith("[") ? text.indexOf('=') + 1 : 0; // bounds other than from 1 come first: [0:1]={…}
        if (!text.startsWith("{", at) || !text.endsWith("}")) {
            throw new IllegalArgumentException(NO_ARRAY);
        }
        if (at + 2 == text.length()) {
            return elements;
        }
        do {
            at++;
            elements.add(element());
        } while (text.charAt(at) == ',');
        if (at != text.length() - 1) {
            throw new IllegalArgumentException(NO_ARRAY);
        }
        return elements;
    }

    private @Nullable String element() {
        if (text.charAt(at) == '{') {
            throw new IllegalArgumentException("holds an array of more than one dimension, and a list has one: select"
                    + " unnest(…), or to_jsonb(…) and read String");
        }
        if (text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        int comma = text.indexOf(',', start);
        at = comma < 0 ? text.length() - 1 : comma;
        String element = text.substring(start, at);
        return element.equals("NULL") ? null : element;
    }

    private String quoted() {
        StringBuilder element = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            element.append(text.charAt(at));
        }
        at++;
        return element.toString();
    }
}
