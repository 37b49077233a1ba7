package com.barkbase.fields;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole number. */
record Whole(int least, int most) implements Type<Integer> {

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,10}");

    @Override
    public @Nullable Integer read(Object json, Place at) {
        if (!(json instanceof BigDecimal number)) {
            return at.refuseType(json, allowed());
        }
        try {
            int whole = number.intValueExact();
            return whole >= least && whole <= most ? (Integer) whole : at.refuseValue(number, allowed());
        } catch (ArithmeticException notWhole) {
            return at.refuseValue(number, allowed());
        }
    }

    @Override
    public @Nullable Integer parse(String text, Place at) {
        return DIGITS.matcher(text).matches() ? read(new BigDecimal(text), at) : at.refuseValue(text, allowed());
    }

    private String allowed() {
        return "a whole number from %d to %d".formatted(least, most);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "integer", "minimum", least, "maximum", most);
    }
}
