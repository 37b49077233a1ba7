package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes no writes, as a primary does that came back after a failover, is left once it has said so. */
@Timeout(60)
class ReadOnlyServerIT {
    private static final String WRITE = "update \"Pet\" set name = name";

    private static final String OTHER_WRITE = "insert into \"Pet\" values (gen_random_uuid(), 1, 'Iris')";

    private KennelDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = KennelDatabase.create(ReadOnlyServerIT.class);
    }

    /** Of the sessions that are opened from now on. */
    private void takeWrites(boolean taken) throws SQLException {
        try (Connection superuser = TestPostgres.shared().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter database " + database.name() + " set default_transaction_read_only = " + !taken);
        }
    }

    @Test
    void connectsAnewAfterAWriteWasRefusedAndTrustsNoIdleConnection() throws SQLException {
        takeWrites(false);
        try (Pool pool = Pool.open(database.asOwner())) {
            pool.inTransaction(first -> {
                first.query("select 1");
                return pool.query("select 1"); // for which it opens a second connection
            });
            takeWrites(true);

            assertThatThrownBy(() -> pool.update(WRITE))
                    .isInstanceOfSatisfying(StatementException.class, refused -> {
                        assertThat(refused.safeToRetry()).isTrue();
                        assertThat(refused.sqlState()).isEqualTo("25006");
                    })
                    .hasMessageMatching(
                            "PostgreSQL at localhost:\\d+ takes no writes \\(25006\\): cannot execute UPDATE"
                                    + " in a read-only transaction\\. It is a replica, or was the primary until a"
                                    + " failover; nothing took effect, and the next statement connects anew\\.");
            LongAdder roundTrips = new LongAdder();
            pool.inTransaction(first -> {
                assertThat(first.update(WRITE)).isEqualTo(3);
                return pool.counting(roundTrips).update(OTHER_WRITE);
            });
            assertThat(roundTrips.sum()).isEqualTo(1);
        }
    }

    @Test
    void leavesItInAllOfItsWays() throws SQLException {
        for (Way way : Way.values()) {
            takeWrites(false);
            try (Pool pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "1"))) {
                assertThatThrownBy(() -> way.write(pool))
                        .as("%s", way)
                        .hasMessageContaining("cannot execute UPDATE in a read-only transaction");
                takeWrites(true);
                way.write(pool);
            }
        }
    }

    private enum Way {
        STATEMENT,
        TENANT,
        TRANSACTION,
        CONNECTION,
        TENANTS_CONNECTION;

        void write(Pool pool) throws SQLException {
            switch (this) {
                case STATEMENT -> pool.update(WRITE);
                case TENANT -> pool.asTenant(KennelDatabase.HAPPY_PAWS).update(WRITE);
                case TRANSACTION -> pool.inTransaction(tx -> tx.update(WRITE));
                case CONNECTION -> write(pool.getConnection());
                case TENANTS_CONNECTION ->
                    write(pool.asTenant(KennelDatabase.HAPPY_PAWS).getConnection());
            }
        }

        private static void write(Connection lent) throws SQLException {
            try (Connection connection = lent) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(WRITE);
                }
                connection.commit();
            }
        }
    }

    @Test
    void keepsTheConnectionWhoseCallerAskedForReadingOnly() {
        try (Pool pool = Pool.open(database.asOwner())) {
            int before = backend(pool);
            assertThatThrownBy(() ->
                            pool.inTransaction(TransactionMode.readCommitted().readOnly(), tx -> tx.update(WRITE)))
                    .isInstanceOfSatisfying(
                            StatementException.class,
                            refused -> assertThat(refused.safeToRetry()).isFalse())
                    .hasMessageStartingWith("PostgreSQL refused the statement (25006): ");
            assertThat(backend(pool)).isEqualTo(before);
        }
    }

    @Test
    void keepsItsConnectionToAServerThatIsReadOnlyAndIsOnlyRead() throws SQLException {
        takeWrites(false);
        try (Pool pool = Pool.open(database.asOwner())) {
            assertThat(backend(pool)).isEqualTo(backend(pool));
        }
    }

    private static int backend(Pool pool) {
        return pool.query("select pg_backend_pid() as pid").rows().get(0).integer("pid");
    }

    @Test
    void forgetsWhereANameLedToAfterASecond() throws Exception {
        assertThat(JavaProcess.run(MovingName.class, Map.of())).contains("moved");
    }
}
