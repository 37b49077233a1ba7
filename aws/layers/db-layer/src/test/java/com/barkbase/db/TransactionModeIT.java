package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Isolation, read-only transactions, and the repetition of those that lost to another. */
@Timeout(60)
class TransactionModeIT {
    private static final String READ = "select name from \"Pet\" where id = 1";
    private static final String WRITE = "update \"Pet\" set name = $1 where id = 1";

    private KennelDatabase database;
    private Pool pool;
    private Scope kennel;
    private ExecutorService threads;

    @BeforeEach
    void open() throws SQLException {
        database = KennelDatabase.create(TransactionModeIT.class);
        pool = Pool.open(database.asOwner());
        kennel = pool.asTenant(HAPPY_PAWS);
        threads = Executors.newFixedThreadPool(2);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        pool.close();
    }

    @Test
    void runsAtTheIsolationAskedFor() {
        assertThat(isolation(TransactionMode.readCommitted())).isEqualTo("read committed");
        assertThat(isolation(TransactionMode.repeatableRead())).isEqualTo("repeatable read");
        assertThat(isolation(TransactionMode.serializable())).isEqualTo("serializable");
        assertThat(isolation(TransactionMode.serializable().readOnly().repeatable(2)))
                .isEqualTo("serializable");
    }

    private String isolation(TransactionMode mode) {
        return kennel.inTransaction(
                mode,
                tx -> tx.query("select current_setting('transaction_isolation') as level")
                        .rows()
                        .get(0)
                        .string("level"));
    }

    @Test
    void takesNoRoundTripMoreForIt() throws IOException {
        try (WireCounter wire = new WireCounter(TestPostgres.shared().port());
                Pool counted = Pool.open(with(database.asOwner(), "DB_PORT", Integer.toString(wire.port())))) {
            counted.warmUp();
            int before = wire.roundTrips();
            counted.asTenant(HAPPY_PAWS)
                    .inTransaction(TransactionMode.serializable().readOnly(), tx -> tx.query(READ));
            assertThat(wire.roundTrips() - before)
                    .as("the statement and the commit")
                    .isEqualTo(2);
        }
    }

    @Test
    void refusesAWriteInAReadOnlyTransaction() {
        assertThatThrownBy(() ->
                        kennel.inTransaction(TransactionMode.readCommitted().readOnly(), tx -> tx.update(WRITE, "x")))
                .isInstanceOf(StatementException.class)
                .hasMessage("PostgreSQL refused the statement (25006): cannot execute UPDATE in a read-only"
                        + " transaction.");
    }

    @Test
    void repeatsNothingUnlessTheCallerSaysThatItMayRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> kennel.inTransaction(TransactionMode.repeatableRead(), tx -> loseToAnother(tx, runs)))
                .isInstanceOf(StatementException.class)
                .hasMessage("PostgreSQL refused the statement (40001): could not serialize access due to concurrent"
                        + " update.")
                .matches(e -> ((DbException) e).safeToRetry(), "safe to retry");
        assertThat(runs).hasValue(1);
    }

    @Test
    void repeatsAsOftenAsTheCallerAllowsAndKeepsEachFailure() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> kennel.inTransaction(
                        TransactionMode.repeatableRead().repeatable(3), tx -> loseToAnother(tx, runs)))
                .isInstanceOf(StatementException.class)
                .satisfies(last -> assertThat(last.getSuppressed()).hasSize(1))
                .satisfies(last ->
                        assertThat(last.getSuppressed()[0].getSuppressed()).hasSize(1));
        assertThat(runs).hasValue(3);
    }

    /** Another transaction changes the row between the snapshot and the write. */
    private long loseToAnother(Statements tx, AtomicInteger runs) {
        runs.incrementAndGet();
        tx.query(READ);
        kennel.update(WRITE, "changed by another " + runs);
        return tx.update(WRITE, "mine");
    }

    @Test
    void repeatsNoOtherFailure() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() ->
                        kennel.inTransaction(TransactionMode.serializable().repeatable(5), tx -> {
                            runs.incrementAndGet();
                            return tx.query("select 1/0");
                        }))
                .isInstanceOf(StatementException.class);
        assertThatThrownBy(() ->
                        kennel.inTransaction(TransactionMode.serializable().repeatable(5), tx -> {
                            runs.incrementAndGet();
                            throw new IOException("not PostgreSQL's");
                        }))
                .isInstanceOf(IOException.class);
        assertThat(runs).hasValue(2);
    }

    @Test
    void keepsBothOfTwoDepositsThatSawTheSameBalance() throws Exception {
        pool.update("create table purse (cents int)");
        pool.update("insert into purse values (0)");
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        List<Future<Long>> deposits =
                List.of(threads.submit(() -> deposit(both, runs)), threads.submit(() -> deposit(both, runs)));
        for (Future<Long> each : deposits) {
            assertThat(each.get()).isEqualTo(1);
        }
        assertThat(pool.query("select cents from purse").rows().get(0).integer("cents"))
                .isEqualTo(200);
        assertThat(runs).as("one of them ran again").hasValue(3);
    }

    private long deposit(CyclicBarrier both, AtomicInteger runs) throws Exception {
        return pool.inTransaction(TransactionMode.serializable().repeatable(10), tx -> {
            int cents = tx.query("select cents from purse").rows().get(0).integer("cents");
            if (runs.incrementAndGet() <= 2) {
                both.await(10, TimeUnit.SECONDS);
            }
            return tx.update("update purse set cents = $1", cents + 100);
        });
    }

    @Test
    void repeatsATransactionThatADeadlockEndedWhateverTheFunctionMadeOfTheError() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        List<Future<Long>> crossing =
                List.of(threads.submit(() -> cross(both, runs, 1, 2)), threads.submit(() -> cross(both, runs, 2, 1)));
        for (Future<Long> each : crossing) {
            assertThat(each.get()).isEqualTo(1);
        }
        assertThat(runs).as("one of them ran again").hasValue(3);
    }

    private long cross(CyclicBarrier both, AtomicInteger runs, int first, int second) throws Exception {
        return kennel.inTransaction(TransactionMode.readCommitted().repeatable(10), tx -> {
            tx.update("update \"Pet\" set name = name where id = $1", first);
            if (runs.incrementAndGet() <= 2) {
                both.await(10, TimeUnit.SECONDS);
            }
            try {
                return tx.update("update \"Pet\" set name = name where id = $1", second);
            } catch (StatementException e) {
                throw new IllegalStateException("the service's own error", e);
            }
        });
    }

    @Test
    void stopsRepeatingAtTheDeadline() {
        AtomicInteger runs = new AtomicInteger();
        Scope soon = kennel.before(Instant.now().plusMillis(1_500));
        assertThatThrownBy(() -> soon.inTransaction(
                        TransactionMode.repeatableRead().repeatable(100), tx -> loseToAnother(tx, runs)))
                .isInstanceOf(DbException.class);
        assertThat(runs.get()).isBetween(2, 99);
    }

    @Test
    void refusesANumberOfAttemptsThatIsNone() {
        assertThatThrownBy(() -> TransactionMode.serializable().repeatable(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A transaction runs 1 to 100 times at most, not 0.");
    }

    @Test
    void saysWhatToWriteInsteadOfASavepoint() {
        assertThatThrownBy(() -> kennel.inTransaction(tx -> tx.query("savepoint before_the_bath")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SAVEPOINT is not sent as a statement: a transaction here has no savepoints. Write"
                        + " INSERT … ON CONFLICT, or use the setSavepoint of a JDBC connection (getConnection).");
    }
}
