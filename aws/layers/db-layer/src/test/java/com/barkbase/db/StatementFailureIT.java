package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatementFailureIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private KennelDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = KennelDatabase.create(StatementFailureIT.class);
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void tellsAStatementTimeoutAndKeepsTheConnection() throws SQLException {
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_STATEMENT_TIMEOUT", "50"))) {
            assertThatThrownBy(() -> pool.query("select pg_sleep(30)"))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessage(
                            "PostgreSQL cancelled the work (57014): canceling statement due to statement timeout; it"
                                    + " had 50 ms (DB_STATEMENT_TIMEOUT, or the caller's deadline)."
                                    + " Nothing took effect.");
            assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query("select pg_sleep(30)"))
                    .isInstanceOf(DeadlineException.class);
            assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
            assertThat(database.sessions()).isEqualTo(1);
        }
    }

    @Test
    void cancelsAtTheCallersDeadline() {
        try (Pool pool = Pool.open(database.asOwner())) {
            pool.warmUp();
            Instant soon = Instant.now().plusMillis(100);
            assertThatThrownBy(() -> pool.before(soon).query("select pg_sleep(30)"))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageStartingWith("PostgreSQL cancelled the work (57014): ");
            assertThatThrownBy(() -> pool.before(soon).query("select 1"))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageMatching("The deadline passed \\d+ ms ago; the statement was not sent\\.");
        }
    }

    @Test
    void endsATransactionAtTheDeadlineHoweverManyStatementsItHas() throws SQLException {
        try (Pool pool = Pool.open(database.asOwner())) {
            Scope scope = pool.before(Instant.now().plusMillis(300));
            DbException e = catchThrowableOfType(
                    DbException.class,
                    () -> scope.inTransaction(tx -> {
                        tx.update("insert into \"Pet\" values ($1, 99, 'late')", HAPPY_PAWS);
                        while (true) {
                            tx.query("select pg_sleep(0.05)");
                        }
                    }));

            assertThat(e).isInstanceOf(DeadlineException.class);
            assertThat(pool.query("select * from \"Pet\" where id = 99").rowCount())
                    .isZero();
        }
    }

    @Test
    void namesTheConstraintAndNotTheData() {
        try (Pool pool = Pool.open(database.asOwner())) {
            StatementException e = catchThrowableOfType(
                    StatementException.class,
                    () -> pool.update("insert into \"Pet\" values ($1, 1, 'Rex')", HAPPY_PAWS));

            assertThat(e)
                    .hasMessage("PostgreSQL refused the statement (23505):"
                            + " duplicate key value violates unique constraint \"Pet_pkey\".");
            assertThat(e.constraint()).isEqualTo("Pet_pkey");
            assertThat(e.sqlState()).isEqualTo("23505");
            assertThat(e.safeToRetry()).isFalse();
            assertThat(e.getCause().toString()).doesNotContain(HAPPY_PAWS.toString());
        }
    }

    @Test
    void saysThatASerialisationFailureMayRunAgain() throws SQLException {
        try (var superuser = TestPostgres.shared().superuser();
                var statement = superuser.createStatement()) {
            statement.execute(
                    "alter database " + database.name() + " set default_transaction_isolation = 'serializable'");
        }
        try (Pool pool = Pool.open(database.asOwner())) {
            StatementException e = catchThrowableOfType(
                    StatementException.class,
                    () -> pool.inTransaction(tx -> {
                        tx.query("select * from \"Pet\"");
                        pool.update("update \"Pet\" set name = 'Max' where id = 2");
                        return tx.update("update \"Pet\" set name = 'Moritz' where id = 2");
                    }));

            assertThat(e)
                    .hasMessage("PostgreSQL refused the statement (40001):"
                            + " could not serialize access due to concurrent update.");
            assertThat(e.safeToRetry()).isTrue();
        }
    }

    @Test
    void tellsAnExhaustedPoolWithItsNumbers() {
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "1", "DB_CONNECTION_TIMEOUT", "250"))) {
            pool.inTransaction(tx -> {
                assertThatThrownBy(() -> pool.query("select 1"))
                        .isInstanceOf(PoolExhaustedException.class)
                        .hasMessageMatching(
                                "No connection became free in \\d+ ms: total 1, active 1, idle 0, waiting 0\\."
                                        + " Look for statements that take long or connections that are not closed, or"
                                        + " raise DB_POOL_MAX \\(1\\)\\.")
                        .extracting(e -> ((DbException) e).safeToRetry())
                        .isEqualTo(true);
                assertThatThrownBy(
                                () -> pool.before(Instant.now().plusMillis(1)).query("select 1"))
                        .isInstanceOf(PoolExhaustedException.class);
                return 0;
            });
            assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        }
    }

    @Test
    void doesNotGuessTheOutcomeOfAStatementWhoseConnectionWasLost() throws Exception {
        try (Pool pool = Pool.open(database.asOwner())) {
            Future<Result> lost = threads.submit(() -> pool.query("select pg_sleep(30)"));
            terminate("state = 'active'");

            assertThatThrownBy(lost::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("The connection to localhost:"
                            + TestPostgres.shared().port()
                            + " was lost while the statement ran (57P01): it may have been executed or not. Look for"
                            + " its effect before you run it again.");
            assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        }
    }

    @Test
    void replacesAnIdleConnectionThatTheServerEndedWithoutAnError() throws SQLException {
        try (Pool pool = Pool.open(database.asOwner())) {
            pool.warmUp();
            terminate("state = 'idle'");
            database.awaitSessions(0);

            assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        }
    }

    @Test
    void waitsForAConnectionInTurn() throws Exception {
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "1"))) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            Future<Object> holder = threads.submit(() -> pool.<Object, InterruptedException>inTransaction(tx -> {
                inside.countDown();
                leave.await();
                return tx.query("select 1");
            }));
            inside.await();
            Future<Result> waiter = threads.submit(() -> pool.query("select 2"));
            leave.countDown();

            assertThat(holder.get()).isNotNull();
            assertThat(waiter.get().rowCount()).isEqualTo(1);
            assertThat(database.sessions()).isEqualTo(1);
        }
    }

    /** Ends a session of the db-layer in this database that is in this state, waiting until there is one. */
    private void terminate(String state) throws SQLException {
        Deadline until = Deadline.in(10_000);
        try (var superuser = TestPostgres.shared().superuser();
                var statement = superuser.createStatement()) {
            String sql = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '"
                    + database.name() + "' and application_name like 'barkbase-%' and " + state;
            long ended = 0;
            while (ended == 0) {
                assertThat(until.hasPassed()).as("no session in " + state).isFalse();
                try (var rows = statement.executeQuery(sql)) {
                    rows.next();
                    ended = rows.getLong(1);
                }
            }
        }
    }
}
