package com.barkbase.bench.subject;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What all contenders over JDBC do alike. */
public final class Jdbc {
    public static final String PET = "SELECT name FROM pets WHERE id = ?";
    private static final int COLUMNS = 5;

    private Jdbc() {}

    /** Of the server in the variables; its certificate is verified. */
    public static String url(String scheme) {
        return scheme + "://" + System.getenv("DB_HOST") + ":" + System.getenv("DB_PORT") + "/"
                + System.getenv("DB_NAME") + "?sslmode=verify-full&sslrootcert=" + System.getenv("DB_SSL_ROOT_CERT");
    }

    public static int pets(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return pets(connection);
        }
    }

    static int pets(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Contender.PETS);
                ResultSet rows = statement.executeQuery()) {
            List<String> pets = new ArrayList<>();
            while (rows.next()) {
                StringBuilder pet = new StringBuilder();
                for (int i = 1; i <= COLUMNS; i++) {
                    pet.append(rows.getString(i));
                }
                pets.add(pet.toString());
            }
            return pets.size();
        }
    }

    public static String pet(DataSource pool, int id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(PET)) {
            return pet(statement, id);
        }
    }

    static String pet(PreparedStatement statement, int id) throws SQLException {
        statement.setInt(1, id);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
