package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.CAT_CASTLE;
import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code asTenant} as a {@link javax.sql.DataSource}, with the owner's login, which sees all where a scope is lost. */
class ScopedConnectionIT {
    private static final String NAMES = "select name from \"Pet\" order by name";

    private static KennelDatabase database;
    private WireCounter wire;
    private Pool pool;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(ScopedConnectionIT.class);
    }

    @BeforeEach
    void open() throws IOException {
        wire = new WireCounter(TestPostgres.shared().port());
        pool = wire.warmPool(database.asOwner());
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        wire.close();
    }

    @Test
    void showsATenantItsOwnRowsAndNoOthers() throws SQLException {
        assertThat(names(HAPPY_PAWS)).containsExactly("Bella", "Rex");
        assertThat(names(CAT_CASTLE)).containsExactly("Mitzi");
        assertThat(pool.query(NAMES).rowCount()).as("the system's scope").isEqualTo(3);
    }

    @Test
    void takesOneRoundTripMoreForATransactionThanTheDriverDoes() throws SQLException {
        int bare;
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + wire.port() + "/" + database.name(),
                TestPostgres.OWNER,
                TestPostgres.OWNER_PASSWORD)) {
            connection.setAutoCommit(false);
            int before = wire.roundTrips();
            names(connection);
            names(connection);
            connection.commit();
            bare = wire.roundTrips() - before;
        }
        int before = wire.roundTrips();
        try (Connection connection = pool.asTenant(HAPPY_PAWS).getConnection()) {
            connection.setAutoCommit(false);
            names(connection);
            names(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(wire.roundTrips() - before)
                .as("lending and giving back included")
                .isEqualTo(bare + 1);
    }

    @Test
    void refusesAStatementOutsideOfATransaction() throws SQLException {
        try (Connection connection = pool.asTenant(HAPPY_PAWS).getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThatThrownBy(() -> connection.prepareStatement(NAMES).execute())
                    .isInstanceOf(SQLException.class)
                    .hasMessage("A tenant's scope, or a deadline, lasts for one transaction, and this connection is in"
                            + " none: call setAutoCommit(false) first and commit() last. (jOOQ: transaction; Jdbi:"
                            + " inTransaction; Spring: a transaction manager.)");
        }
    }

    @Test
    void givesEachTransactionOfAConnectionItsScope() throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            assertThat(names(connection)).containsExactly("Mitzi");
            connection.commit();
            assertThat(names(connection)).containsExactly("Mitzi");
            connection.rollback();
            assertThat(names(connection)).containsExactly("Mitzi");
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setAutoCommit(false);
            assertThat(names(connection)).containsExactly("Mitzi");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsNoStatementOutliveItsTransaction(boolean committed) throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            PreparedStatement kept = connection.prepareStatement(NAMES);
            kept.executeQuery();
            if (committed) {
                connection.commit();
            } else {
                connection.rollback();
            }
            assertThatThrownBy(kept::executeQuery)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("This statement has been closed.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"commit", "rollback", "begin", "reset role", "select 1; commit", "do $$ begin commit; end $$"})
    void refusesTextThatCouldEndTheScope(String text) throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> connection.prepareStatement(text)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.prepareCall(text)).isInstanceOf(SQLException.class);
            Statement statement = connection.createStatement();
            assertThatThrownBy(() -> statement.execute(text)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.addBatch(text)).isInstanceOf(SQLException.class);
            assertThat(names(connection)).containsExactly("Mitzi");
        }
    }

    @Test
    void takesTextsThatAreNotRunForWhatTheyAre() throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            Statement statement = connection.createStatement();
            assertThat(statement.enquoteLiteral("commit; it's")).isEqualTo("'commit; it''s'");
            assertThat(statement.enquoteIdentifier("Pet", true)).isEqualTo("\"Pet\"");
        }
    }

    @Test
    void refusesAutoCommitWhileTheTransactionIsOpen() throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            names(connection);
            assertThatThrownBy(() -> connection.setAutoCommit(true))
                    .hasMessage("The transaction is still open: commit or roll back before auto-commit.");
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @Test
    void rollsBackWhatWasNotCommittedAndLeavesNothingToTheNextCaller() throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            insert(connection, 50);
        }
        Row row = pool.query("select current_user as role, current_setting('app.tenant_id', true) as tenant,"
                        + " current_setting('transaction_isolation') as isolation,"
                        + " current_setting('statement_timeout') as timeout,"
                        + " (select count(*) from \"Pet\" where id = 50) as pets")
                .rows()
                .get(0);
        assertThat(row.string("role")).isEqualTo(TestPostgres.OWNER);
        assertThat(row.string("tenant")).isEmpty();
        assertThat(row.string("isolation")).isEqualTo("read committed");
        assertThat(row.string("timeout")).isEqualTo("30s");
        assertThat(row.bigint("pets")).isZero();
    }

    @Test
    void keepsTheScopeWhenASavepointIsRolledBack() throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            Savepoint savepoint = connection.setSavepoint();
            insert(connection, 60);
            connection.rollback(savepoint);
            assertThat(names(connection)).containsExactly("Mitzi");
            connection.rollback();
        }
    }

    @Test
    void refusesTheOtherTenantsRows() throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection();
                PreparedStatement insert = prepared(connection, "insert into \"Pet\" values (?, 70, 'cuckoo')")) {
            insert.setObject(1, HAPPY_PAWS);
            assertThatThrownBy(insert::execute).hasMessageContaining("row-level security");
        }
    }

    @Test
    void endsTheTransactionAtTheDeadline() throws SQLException {
        try (Connection connection = pool.asTenant(CAT_CASTLE)
                        .before(Instant.now().plusMillis(300))
                        .getConnection();
                PreparedStatement slow = prepared(connection, "select pg_sleep(20)")) {
            assertThatThrownBy(slow::execute).extracting("SQLState").isIn("57014", "25P04");
        }
    }

    @Test
    void sendsNothingAfterTheDeadline() throws SQLException {
        try (Connection connection =
                pool.asTenant(CAT_CASTLE).before(Instant.now().minusMillis(1)).getConnection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(connection::createStatement)
                    .hasMessageStartingWith("The deadline passed ")
                    .hasCauseInstanceOf(DeadlineException.class);
        }
    }

    @Test
    void runsAnythingButTransactionControlBeforeADeadline() throws SQLException {
        try (Connection connection = pool.before(Instant.now().plusSeconds(10)).getConnection();
                PreparedStatement create = prepared(connection, "create temporary table leash (id int)")) {
            create.execute();
            assertThatThrownBy(() -> connection.prepareStatement("commit"))
                    .hasMessageStartingWith("COMMIT is not sent as a statement: ");
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        return connection.prepareStatement(sql);
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into \"Pet\" values (?, ?, 'new')")) {
            insert.setObject(1, CAT_CASTLE);
            insert.setInt(2, id);
            insert.execute();
        }
    }

    private List<String> names(java.util.UUID tenant) throws SQLException {
        try (Connection connection = pool.asTenant(tenant).getConnection()) {
            connection.setAutoCommit(false);
            List<String> names = names(connection);
            connection.commit();
            return names;
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
