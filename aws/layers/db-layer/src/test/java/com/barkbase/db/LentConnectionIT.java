package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What a lent connection does otherwise than the driver's own, in the system's scope and in a tenant's. */
class LentConnectionIT {
    private static KennelDatabase database;
    private static Pool pool;

    @BeforeAll
    static void open() throws SQLException {
        database = KennelDatabase.create(LentConnectionIT.class);
        pool = Pool.open(KennelDatabase.with(database.asOwner(), "DB_POOL_MAX", "1"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static List<DataSource> bothScopes() {
        return List.of(pool, pool.asTenant(HAPPY_PAWS));
    }

    @Test
    void isTheConnectionThatItsStatementsAndMetadataName() throws SQLException {
        for (DataSource scope : bothScopes()) {
            try (Connection connection = scope.getConnection()) {
                connection.setAutoCommit(false);
                Statement statement = connection.createStatement();
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(List.of(statement)).contains(statement);
                assertThat(connection.prepareStatement("select 1").getConnection())
                        .isSameAs(connection);
                assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            }
        }
    }

    @Test
    void keepsTheDriversConnectionToItselfInATenantsScope() throws SQLException {
        try (Connection connection = pool.asTenant(HAPPY_PAWS).getConnection()) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(PGConnection.class))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("The driver's own connection knows no scope: take one from the pool itself.");
        }
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
        }
    }

    @Test
    void refusesToCommitAFailedTransactionAndGoesOnWithTheNext() throws SQLException {
        for (DataSource scope : bothScopes()) {
            try (Connection connection = scope.getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, 70);
                assertThatThrownBy(() -> insert(connection, 70)).hasMessageContaining("duplicate key");
                assertThatThrownBy(connection::commit)
                        .isInstanceOf(SQLException.class)
                        .hasMessage("The transaction cannot be committed: a statement of it failed (25P02), and the"
                                + " error was caught. Nothing took effect.");
                assertThat(count(connection)).isEqualTo(2);
            }
        }
    }

    /** An error of the rollback would hide the one that ended the session. */
    @Test
    void rollsBackInSilenceWhatTheServerHasRolledBack() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, 71);
            assertThatThrownBy(
                            () -> connection.createStatement().execute("select pg_terminate_backend(pg_backend_pid())"))
                    .hasMessageContaining("terminating connection");
            connection.rollback();
        }
        assertThat(pool.query("select * from \"Pet\" where id = 71").rowCount()).isZero();
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into \"Pet\" values ('" + HAPPY_PAWS + "', " + id + ", 'Rex')");
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from \"Pet\" where \"tenantId\" = '" + HAPPY_PAWS + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
