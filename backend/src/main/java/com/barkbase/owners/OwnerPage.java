package com.barkbase.owners;

import com.barkbase.http.Cursor;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some owners of a longer list.
 *
 * @param nextCursor asks for the page after this one; absent on the last
 * @param total all owners that were searched for; absent unless asked for, since counting reads them all
 */
@Json
record OwnerPage(
        List<Owner> items,
        @Nullable String nextCursor,
        @Nullable Long total) {

    /** Of up to {@code limit + 1} owners: the last one tells only that there are more. */
    static OwnerPage of(List<Owner> oneMore, int limit, @Nullable Long total) {
        if (oneMore.size() <= limit) {
            return new OwnerPage(oneMore, null, total);
        }
        List<Owner> items = oneMore.subList(0, limit);
        Owner last = items.getLast();
        return new OwnerPage(items, new Cursor(last.name(), last.id()).toString(), total);
    }
}
