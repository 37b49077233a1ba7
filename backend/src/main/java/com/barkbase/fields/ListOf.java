package com.barkbase.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Some values of one type, in the sender's order. */
record ListOf<T>(Type<T> item, int least, int most) implements Type<List<T>> {

    @Override
    public @Nullable List<T> read(Object json, Place at) {
        if (!(json instanceof List<?> given)) {
            return at.refuseType(json, "a list");
        }
        if (given.size() < least || given.size() > most) {
            return at.refuse("has %d items; it must have %d to %d.".formatted(given.size(), least, most));
        }
        List<T> items = new ArrayList<>();
        for (Object one : given) {
            Place place = at.at(items.size());
            T read = one == null ? place.refuseType(null, "a value") : item.read(one, place);
            if (read == null) {
                return null;
            }
            items.add(read);
        }
        return List.copyOf(items);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "array", "minItems", least, "maxItems", most, "items", new TreeMap<>(item.schema()));
    }
}
