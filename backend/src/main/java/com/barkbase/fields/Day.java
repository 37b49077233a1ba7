package com.barkbase.fields;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A day of the calendar. The years keep a slip such as 0202 or 20200 out of every later calculation. */
record Day() implements Type<LocalDate> {

    private static final Pattern SHAPE = Pattern.compile("(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}");
    private static final String ALLOWED = "a day of the years 1900 to 2199 such as 2024-02-29";

    @Override
    public @Nullable LocalDate read(Object json, Place at) {
        if (!(json instanceof String text)) {
            return at.refuseType(json, ALLOWED);
        }
        if (!SHAPE.matcher(text).matches()) {
            return at.refuseValue(text, ALLOWED);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notInTheCalendar) {
            return at.refuseValue(text, ALLOWED);
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "format", "date", "description", ALLOWED);
    }
}
