package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a transaction that failed leaves behind, seen on the server. */
@Timeout(60)
class TransactionFailureIT {
    private KennelDatabase database;
    private Pool pool;

    @BeforeEach
    void open() throws SQLException {
        database = KennelDatabase.create(TransactionFailureIT.class);
        pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "1"));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void addsARollbackThatFailsToTheFirstError() throws SQLException {
        Throwable first = catchThrowable(() -> pool.inTransaction(tx -> {
            terminate(tx.query("select pg_backend_pid() as pid").rows().get(0).integer("pid"));
            throw new IllegalStateException("the leash broke");
        }));

        assertThat(first).isInstanceOf(IllegalStateException.class).hasMessage("the leash broke");
        assertThat(first.getSuppressed())
                .singleElement()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        assertThat(database.sessions()).isEqualTo(1);
    }

    @Test
    void leavesTheConnectionIdleAfterAStatementThatFailed() throws SQLException {
        int before = backend();
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
                    tx.update("delete from \"Pet\"");
                    return tx.query("select 1/0");
                }))
                .isInstanceOf(StatementException.class)
                .hasNoSuppressedExceptions();

        assertThat(stateAtTheServer()).isEqualTo("idle");
        assertThat(backend()).isEqualTo(before);
        assertThat(pool.asTenant(HAPPY_PAWS).query("select * from \"Pet\"").rowCount())
                .isEqualTo(2);
    }

    @Test
    void leavesTheConnectionIdleAfterALibrarysTransactionThatFailed() throws SQLException {
        int before = backend();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("delete from \"Pet\"");
            assertThatThrownBy(() -> statement.execute("select 1/0")).isInstanceOf(SQLException.class);
        }

        assertThat(stateAtTheServer()).isEqualTo("idle");
        assertThat(backend()).isEqualTo(before);
        assertThat(pool.query("select * from \"Pet\"").rowCount()).isEqualTo(3);
    }

    private int backend() {
        return pool.query("select pg_backend_pid() as pid").rows().get(0).integer("pid");
    }

    private String stateAtTheServer() throws SQLException {
        return atTheServer("select state from pg_stat_activity where datname = '" + database.name()
                + "' and application_name = 'barkbase-dev'");
    }

    /** Returns when the session has ended. */
    private static void terminate(int backend) throws SQLException {
        assertThat(atTheServer("select pg_terminate_backend(" + backend + ", 10000)"))
                .isEqualTo("t");
    }

    private static String atTheServer(String sql) throws SQLException {
        try (Connection connection = TestPostgres.shared().superuser();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
