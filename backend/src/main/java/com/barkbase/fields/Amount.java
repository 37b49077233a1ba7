package com.barkbase.fields;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number with a fraction.
 *
 * @param decimals how many digits there may be after the point
 */
record Amount(BigDecimal least, BigDecimal most, int decimals) implements Type<BigDecimal> {

    @Override
    public @Nullable BigDecimal read(Object json, Place at) {
        if (!(json instanceof BigDecimal number)) {
            return at.refuseType(json, allowed());
        }
        boolean within = number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
        return within && number.stripTrailingZeros().scale() <= decimals ? number : at.refuseValue(number, allowed());
    }

    private String allowed() {
        return "a number from %s to %s with at most %d decimals"
                .formatted(least.toPlainString(), most.toPlainString(), decimals);
    }

    @Override
    public Map<String, Object> schema() {
        BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
        return Map.of("type", "number", "minimum", least, "maximum", most, "multipleOf", step);
    }
}
