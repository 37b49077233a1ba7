package com.barkbase.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL makes of a statement that no driver has touched: the text travels as a value, and a function of the
 * server's opens a cursor for it, which takes one statement and no more.
 */
final class ServerReading implements AutoCloseable {
    private static final String NO_SUCH_PARAMETER = "42P02";
    private static final String FUNCTION = """
            create function read(sql text, given int, a text, b text, c text) returns refcursor language plpgsql as $f$
            declare rows refcursor := 'read';
            begin
                case given
                    when 0 then open rows for execute sql;
                    when 1 then open rows for execute sql using a;
                    when 2 then open rows for execute sql using a, b;
                    else open rows for execute sql using a, b, c;
                end case;
                return rows;
            end $f$""";

    private final Connection connection;

    /** @param error SQLSTATE and message; null where the server accepts the statement */
    record Answer(
            int parameters,
            List<String> columns,
            List<List<@Nullable String>> rows,
            @Nullable String error) {}

    private ServerReading(Connection connection) {
        this.connection = connection;
    }

    static ServerReading open(KennelDatabase database) throws SQLException {
        Connection connection = TestPostgres.shared().owner(database.name());
        try (Statement statement = connection.createStatement()) {
            statement.execute(FUNCTION);
        }
        connection.setAutoCommit(false);
        return new ServerReading(connection);
    }

    /** Runs it with as few of the three values as it takes. */
    Answer read(String sql, List<String> values) throws SQLException {
        for (int given = 0; ; given++) {
            try {
                return read(sql, given, values);
            } catch (SQLException e) {
                if (given == values.size() || !NO_SUCH_PARAMETER.equals(e.getSQLState())) {
                    return new Answer(given, List.of(), List.of(), e.getSQLState() + " " + ServerMessage.of(e));
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private Answer read(String sql, int given, List<String> values) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement("select read(?, ?, ?, ?, ?)");
                Statement fetch = connection.createStatement()) {
            open.setString(1, sql);
            open.setInt(2, given);
            for (int i = 0; i < values.size(); i++) {
                open.setString(3 + i, values.get(i));
            }
            open.execute();
            try (ResultSet rows = fetch.executeQuery("fetch all from read")) {
                return answer(given, rows);
            }
        }
    }

    private static Answer answer(int given, ResultSet rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        ResultSetMetaData metaData = rows.getMetaData();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(metaData.getColumnLabel(i));
        }
        List<List<@Nullable String>> read = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (String column : columns) {
                row.add(rows.getString(columns.indexOf(column) + 1));
            }
            read.add(row);
        }
        return new Answer(given, columns, read, null);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
