package com.barkbase.chaos.tenants;

import static com.barkbase.chaos.tenants.Outcome.ABANDONED;
import static com.barkbase.chaos.tenants.Outcome.DONE;
import static com.barkbase.chaos.tenants.Outcome.REFUSED;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What libraries do with a tenant's {@code DataSource}. */
final class JdbcMoves {
    static final List<Move> ALL = List.of(
            new Move("jdbc: commit", 500, DONE, JdbcMoves::commit),
            new Move("jdbc: rollback, then commit", 300, DONE, JdbcMoves::rollback),
            new Move("jdbc: savepoint", 200, DONE, JdbcMoves::savepoint),
            new Move("jdbc: closed without commit", 400, ABANDONED, JdbcMoves::forgotten),
            new Move("jdbc: without a transaction", 150, REFUSED, JdbcMoves::withoutTransaction),
            new Move("jdbc: statement kept too long", 150, REFUSED, JdbcMoves::keptStatement),
            new Move("jdbc: statement that fails", 200, REFUSED, JdbcMoves::failing));

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private JdbcMoves() {}

    private static void inTransaction(Caller caller, Work work) throws SQLException {
        try (Connection connection = caller.scope().getConnection()) {
            connection.setAutoCommit(false);
            work.with(connection);
        }
    }

    private static void read(Caller caller, Connection connection) throws SQLException {
        read(caller, connection, Sighting.KEPT);
    }

    private static void read(Caller caller, Connection connection, String state) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Sighting.READ)) {
            caller.witness().own(caller.tenant(), all(rows), state);
        }
    }

    private static void write(Caller caller, Connection connection, String state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sighting.JDBC_WRITE)) {
            statement.setString(1, caller.tenant().toString());
            statement.setString(2, state);
            try (ResultSet rows = statement.executeQuery()) {
                caller.witness().own(caller.tenant(), all(rows), state);
            }
        }
    }

    private static List<Sighting> all(ResultSet rows) throws SQLException {
        List<Sighting> seen = new ArrayList<>();
        while (rows.next()) {
            seen.add(Sighting.from(rows));
        }
        return seen;
    }

    private static void commit(Caller caller) throws SQLException {
        inTransaction(caller, connection -> {
            write(caller, connection, Sighting.KEPT);
            read(caller, connection);
            connection.commit();
        });
    }

    private static void rollback(Caller caller) throws SQLException {
        inTransaction(caller, connection -> {
            write(caller, connection, Sighting.ABANDONED);
            connection.rollback();
            read(caller, connection);
            connection.commit();
        });
    }

    private static void savepoint(Caller caller) throws SQLException {
        inTransaction(caller, connection -> {
            Savepoint before = connection.setSavepoint();
            write(caller, connection, Sighting.ABANDONED);
            connection.rollback(before);
            read(caller, connection);
            connection.commit();
        });
    }

    private static void forgotten(Caller caller) throws SQLException {
        inTransaction(caller, connection -> {
            write(caller, connection, Sighting.ABANDONED);
            read(caller, connection, Sighting.ABANDONED);
        });
        throw new Abandoned();
    }

    private static void withoutTransaction(Caller caller) throws SQLException {
        try (Connection connection = caller.scope().getConnection()) {
            read(caller, connection);
        }
    }

    /** Made in one transaction, executed after its end, where no scope has been set. */
    private static void keptStatement(Caller caller) throws SQLException {
        inTransaction(caller, connection -> {
            PreparedStatement kept = connection.prepareStatement(Sighting.READ);
            connection.commit();
            try (ResultSet rows = kept.executeQuery()) {
                caller.witness().leak("a statement ran after its transaction and was shown " + all(rows));
            }
        });
    }

    private static void failing(Caller caller) throws SQLException {
        inTransaction(caller, connection -> {
            read(caller, connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1 / 0 FROM \"Pet\"");
            }
        });
    }
}
