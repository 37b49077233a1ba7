package com.barkbase.fields;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A UUID, read strictly: {@link UUID#fromString} alone takes {@code 1-1-1-1-1} for one. */
public record Id() implements Type<UUID> {

    public static final String ALLOWED = "a UUID such as 0b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c77";

    public static Optional<UUID> parse(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public @Nullable UUID read(Object json, Place at) {
        if (!(json instanceof String text)) {
            return at.refuseType(json, ALLOWED);
        }
        Optional<UUID> id = parse(text);
        return id.isPresent() ? id.get() : at.refuseValue(text, ALLOWED);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "format", "uuid");
    }
}
