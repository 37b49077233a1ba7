package com.barkbase.vaccinations;

import com.barkbase.http.Cursor;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a pet's doses, the newest first.
 *
 * @param nextCursor asks for the page after this one; absent on the last
 * @param total all doses of the pet; absent unless asked for
 */
@Json
record VaccinationPage(
        List<Vaccination> items,
        @Nullable String nextCursor,
        @Nullable Long total) {

    /** Of up to {@code limit + 1} doses: the last one tells only that there are more. */
    static VaccinationPage of(List<Vaccination> oneMore, int limit, @Nullable Long total) {
        if (oneMore.size() <= limit) {
            return new VaccinationPage(oneMore, null, total);
        }
        List<Vaccination> items = oneMore.subList(0, limit);
        Vaccination last = items.getLast();
        return new VaccinationPage(
                items, Cursor.of(last.administeredAt(), last.id()).toString(), total);
    }
}
