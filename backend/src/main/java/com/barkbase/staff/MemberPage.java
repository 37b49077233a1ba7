package com.barkbase.staff;

import com.barkbase.http.Cursor;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some members of a longer list.
 *
 * @param nextCursor asks for the page after this one; absent on the last
 * @param total all members of the kennel; absent unless asked for, since counting reads them all
 */
@Json
record MemberPage(
        List<Member> items,
        @Nullable String nextCursor,
        @Nullable Long total) {

    /** Of up to {@code limit + 1} members: the last one tells only that there are more. */
    static MemberPage of(List<Member> oneMore, int limit, @Nullable Long total) {
        if (oneMore.size() <= limit) {
            return new MemberPage(oneMore, null, total);
        }
        List<Member> items = oneMore.subList(0, limit);
        Member last = items.getLast();
        return new MemberPage(items, new Cursor(last.name(), last.id()).toString(), total);
    }
}
