package com.barkbase.pets;

import com.barkbase.http.Cursor;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some pets of a longer list.
 *
 * @param nextCursor asks for the page after this one; absent on the last
 * @param total all pets that were searched for; absent unless asked for, since counting reads them all
 */
@Json
record PetPage(
        List<Pet> items,
        @Nullable String nextCursor,
        @Nullable Long total) {

    /** Of up to {@code limit + 1} pets: the last one tells only that there are more. */
    static PetPage of(List<Pet> oneMore, int limit, @Nullable Long total) {
        if (oneMore.size() <= limit) {
            return new PetPage(oneMore, null, total);
        }
        List<Pet> items = oneMore.subList(0, limit);
        Pet last = items.getLast();
        return new PetPage(items, new Cursor(last.name(), last.id()).toString(), total);
    }
}
