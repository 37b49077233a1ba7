package com.barkbase.vaccinations;

import com.barkbase.http.Cursor;
import io.avaje.jsonb.Json;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a kennel's due doses, the longest overdue first.
 *
 * @param today the kennel's day, which overdue ones are before
 * @param until the last day that was asked for
 * @param nextCursor asks for the page after this one; absent on the last
 * @param total all due doses; absent unless asked for, since counting reads them all
 */
@Json
record DuePage(
        LocalDate today,
        LocalDate until,
        List<DueVaccination> items,
        @Nullable String nextCursor,
        @Nullable Long total) {

    /** Of up to {@code limit + 1} doses: the last one tells only that there are more. */
    static DuePage of(LocalDate today, LocalDate until, List<DueVaccination> oneMore, int limit, @Nullable Long total) {
        if (oneMore.size() <= limit) {
            return new DuePage(today, until, oneMore, null, total);
        }
        List<DueVaccination> items = oneMore.subList(0, limit);
        DueVaccination last = items.getLast();
        return new DuePage(
                today, until, items, Cursor.of(last.expiresAt(), last.id()).toString(), total);
    }
}
