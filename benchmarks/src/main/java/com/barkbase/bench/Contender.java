package com.barkbase.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A way to PostgreSQL that is measured. Used by one thread. */
interface Contender {
    /** The first column of the only row, called {@code n}. */
    String ask(String sql) throws Exception;

    /** The same for a caller who has this long, as far as the contender lets a caller say so. */
    String askWithin(long millis, String sql) throws Exception;

    static String ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString("n");
        }
    }
}
