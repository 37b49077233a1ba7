package com.barkbase.fields;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of a few words. */
record Choice(List<String> words) implements Type<String> {

    @Override
    public @Nullable String read(Object json, Place at) {
        if (!(json instanceof String word)) {
            return at.refuseType(json, "text");
        }
        return words.contains(word) ? word : at.refuseValue(word, "one of " + String.join(", ", words));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "enum", words);
    }
}
