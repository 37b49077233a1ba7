package com.barkbase.fields;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** True or false. */
record Flag() implements Type<Boolean> {

    @Override
    public @Nullable Boolean read(Object json, Place at) {
        return json instanceof Boolean flag ? flag : at.refuseType(json, "true or false");
    }

    @Override
    public @Nullable Boolean parse(String text, Place at) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> at.refuseValue(text, "true or false");
        };
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "boolean");
    }
}
