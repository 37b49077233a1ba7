package com.barkbase.pets;

import com.barkbase.http.Cursor;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a pet's weights, the newest first.
 *
 * @param nextCursor asks for the page after this one; absent on the last
 * @param total all weights of the pet; absent unless asked for
 */
@Json
record WeightPage(
        List<Weight> items,
        @Nullable String nextCursor,
        @Nullable Long total) {

    /** Of up to {@code limit + 1} weights: the last one tells only that there are more. */
    static WeightPage of(List<Weight> oneMore, int limit, @Nullable Long total) {
        if (oneMore.size() <= limit) {
            return new WeightPage(oneMore, null, total);
        }
        List<Weight> items = oneMore.subList(0, limit);
        Weight last = items.getLast();
        return new WeightPage(items, Cursor.of(last.measuredOn(), last.id()).toString(), total);
    }
}
