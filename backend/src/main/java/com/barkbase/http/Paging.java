package com.barkbase.http;

import com.barkbase.fields.Field;
import com.barkbase.fields.Fields;
import com.barkbase.fields.Values;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How every list is read, page by page. */
public final class Paging {

    private static final int DEFAULT_LIMIT = 50;

    private static final Field<Integer> LIMIT = Field.whole("limit", 1, 200);
    private static final Field<String> CURSOR = Field.text("cursor", 0, 2_000);
    private static final Field<Boolean> TOTAL = Field.flag("total");

    private Paging() {}

    /** The parameters of a list, with those that only it knows. */
    public static Fields with(Field<?>... own) {
        return Fields.of(
                Stream.concat(Stream.of(LIMIT, CURSOR, TOTAL), Stream.of(own)).toArray(Field<?>[]::new));
    }

    public static int limit(Values query) {
        Integer limit = query.orNull(LIMIT);
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** Where the page before ended; null asks for the first page. */
    public static @Nullable Cursor after(Values query) {
        String cursor = query.orNull(CURSOR);
        return cursor == null ? null : Cursor.parse(cursor);
    }

    /** Whether all rows are to be counted, which reads them all. */
    public static boolean isCounted(Values query) {
        return query.isTrue(TOTAL);
    }
}
