package com.barkbase.bench.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The process that {@code ./barkbase chaos peers} attacks. Each line that it hears is an entry to write; it answers
 * with a line: {@code done}, {@code unknown} where the caller is told so, or {@code failed} and why.
 */
public final class Peer {
    private static final String WRITE = "INSERT INTO entry VALUES (?)";
    /** "Transaction resolution unknown", in the words of the SQL standard. */
    private static final String RESOLUTION_UNKNOWN = "08007";

    /** Writes an entry and returns the answer. */
    @FunctionalInterface
    public interface Writer {
        String write(String entry);
    }

    private Peer() {}

    /** Answers until its input ends. */
    public static void talk(Writer writer) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(writer.write(line));
        }
        Runtime.getRuntime().halt(0); // a pool's threads are not waited for
    }

    /** Over a pool of JDBC. */
    public static void talk(DataSource pool) throws IOException {
        talk(entry -> write(pool, entry));
    }

    private static String write(DataSource pool, String entry) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, entry);
            statement.executeUpdate();
            return "done";
        } catch (SQLException e) {
            return RESOLUTION_UNKNOWN.equals(e.getSQLState()) ? "unknown" : failed(e);
        }
    }

    static String failed(Exception e) {
        return "failed " + String.valueOf(e.getMessage()).replace('\n', ' ');
    }
}
