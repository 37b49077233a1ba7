package com.barkbase.fields;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON value may be. */
interface Type<T> {

    /**
     * The value in Java's words.
     *
     * @param json a String, BigDecimal, Boolean, List or Map; null is read by nobody
     * @return null where it is not of this type, and then {@code at} has been told why
     */
    @Nullable
    T read(Object json, Place at);

    /** The value of a parameter in an address, where everything is text. */
    default @Nullable T parse(String text, Place at) {
        return read(text, at);
    }

    /** The same rule as JSON Schema 2020-12, which OpenAPI 3.1 takes. */
    Map<String, Object> schema();
}
