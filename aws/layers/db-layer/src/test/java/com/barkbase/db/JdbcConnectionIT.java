package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pool as a {@link javax.sql.DataSource}: what a library may leave behind, and what the next caller finds. */
class JdbcConnectionIT {
    private static KennelDatabase database;
    private static Pool pool;

    @BeforeAll
    static void open() throws SQLException {
        database = KennelDatabase.create(JdbcConnectionIT.class);
        pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "1", "DB_CONNECTION_TIMEOUT", "1000"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void lendsAConnectionThatTakesTheDriversPlaceholders() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select count(*) from \"Pet\" where \"tenantId\" = ?")) {
            statement.setObject(1, HAPPY_PAWS);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }

    @Test
    void rollsBackWhatWasNotCommitted() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into \"Pet\" values ('" + HAPPY_PAWS + "', 40, 'abandoned')");
        }

        assertThat(pool.query("select * from \"Pet\" where id = 40").rowCount()).isZero();
    }

    @Test
    void lendsEachConnectionAsTheFirstWasLent() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        }
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void refusesAConnectionThatWasGivenBack() throws SQLException {
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        connection.close();
        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOf(SQLException.class)
                .hasMessage("This connection was closed, and given back to the pool.");
        assertThat(pool.query("select 1").rowCount())
                .as("the permit came back once")
                .isEqualTo(1);
    }

    @Test
    void tellsAnExhaustedPoolAsAnSqlException() throws SQLException {
        try (Connection held = pool.getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            assertThatThrownBy(() -> pool.getConnection().close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("No connection became free in ")
                    .hasCauseInstanceOf(PoolExhaustedException.class);
        }
    }

    @Test
    void replacesAConnectionThatDiedInAUsersHands() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select pg_terminate_backend(pg_backend_pid())"))
                    .isInstanceOf(SQLException.class);
        }

        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        assertThat(database.sessions()).isEqualTo(1);
    }

    @Test
    void closesIdleConnectionsBeyondTheLastOne() throws Exception {
        try (Pool several = Pool.open(with(database.asOwner(), "DB_IDLE_TIMEOUT", "1000", "BARKBASE_ENV", "staging"))) {
            try (Connection first = several.getConnection();
                    Connection second = several.getConnection();
                    Connection third = several.getConnection()) {
                assertThat(first).isNotEqualTo(second).isNotEqualTo(third);
            }
            assertThat(database.sessions("barkbase-staging")).isEqualTo(3);
            database.awaitSessions("barkbase-staging", 1);
        }
    }
}
