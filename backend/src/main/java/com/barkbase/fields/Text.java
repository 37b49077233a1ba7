package com.barkbase.fields;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text without space around it and without control characters, which no screen shows and PostgreSQL partly can't hold.
 *
 * @param least in code points, as PostgreSQL's {@code length} counts
 * @param lines whether line breaks and tabs are allowed
 */
record Text(int least, int most, boolean lines, @Nullable Format format) implements Type<String> {

    /** At an address's end there may be anything: only a mail that arrives proves it. */
    static final Format EMAIL = new Format("email", "[^\\s@]+@[^\\s@]+", "a mail address such as ada@example.com");

    /**
     * What a text must look like.
     *
     * @param name JSON Schema's word for it, or null
     * @param allowed the same for people: {@code 15 digits}
     */
    record Format(@Nullable String name, String pattern, String allowed) {}

    @Override
    public @Nullable String read(Object json, Place at) {
        if (!(json instanceof String given)) {
            return at.refuseType(json, "text");
        }
        String text = given.strip();
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most) {
            return at.refuse("has %d characters; it must have %d to %d.".formatted(length, least, most));
        }
        if (text.codePoints().anyMatch(this::isForbidden)) {
            return at.refuse("holds a control character, or half of one that needs two; it must be readable text.");
        }
        if (format != null && !Pattern.matches(format.pattern(), text)) {
            return at.refuseValue(text, format.allowed());
        }
        return text;
    }

    private boolean isForbidden(int character) {
        if (lines && (character == '\n' || character == '\r' || character == '\t')) {
            return false;
        }
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new HashMap<>(Map.of("type", "string", "minLength", least, "maxLength", most));
        if (format != null) {
            schema.put("description", format.allowed());
            if (format.name() == null) {
                schema.put("pattern", "^" + format.pattern() + "$");
            } else { // what every tool makes a readable example of
                schema.put("format", format.name());
            }
        }
        return schema;
    }
}
