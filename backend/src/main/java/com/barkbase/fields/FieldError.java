package com.barkbase.fields;

import io.avaje.jsonb.Json;

/**
 * What is wrong with one value of a body.
 *
 * @param pointer where it stands, as a JSON Pointer (RFC 6901) such as {@code /owners/0/id}
 * @param detail continues the field's name: {@code is a number; it must be text.}
 */
@Json
public record FieldError(String pointer, String detail) {}
