package com.barkbase.db;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes that a caller can ask an answer in. */
final class Answers {
    private Answers() {}

    static Result result(@Nullable ResultSet rows, long updateCount) throws SQLException {
        List<Row> read = mapped(rows, row -> row);
        return new Result(read, rows == null ? updateCount : read.size());
    }

    static Long count(@Nullable ResultSet rows, long updateCount) throws SQLException {
        if (rows == null) {
            return updateCount;
        }
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    static <T extends @Nullable Object> List<T> mapped(@Nullable ResultSet rows, RowMapper<T> mapper)
            throws SQLException {
        List<T> mapped = new ArrayList<>();
        if (rows == null) {
            return mapped;
        }
        Columns columns = columns(rows.getMetaData());
        while (rows.next()) {
            mapped.add(mapper.map(new Row(columns, values(rows, columns.names().size()))));
        }
        return mapped;
    }

    private static Columns columns(ResultSetMetaData metaData) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            names.add(metaData.getColumnLabel(i));
        }
        return new Columns(names);
    }

    private static @Nullable String[] values(ResultSet rows, int count) throws SQLException {
        @Nullable String[] values = new String[count];
        for (int i = 0; i < count; i++) {
            values[i] = rows.getString(i + 1);
        }
        return values;
    }
}
