package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session has one user at a time, and what a careless user does to it is not the next one's misfortune. */
@Timeout(60)
class SessionPoolIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private KennelDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = KennelDatabase.create(SessionPoolIT.class);
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void takesAConnectionBackOnceHoweverManyThreadsCloseIt() throws Exception {
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "1", "DB_CONNECTION_TIMEOUT", "2000"))) {
            for (int i = 0; i < 100; i++) {
                closeInTwoThreads(pool.getConnection());
            }
            try (Connection held = pool.getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                assertThatThrownBy(() -> pool.query("select 1")).isInstanceOf(PoolExhaustedException.class);
            }
        }
    }

    @Test
    void tellsAFailedWarmUpToAllThatWaitedForIt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Pool pool = Pool.open(with(
                        database.asOwner(),
                        "DB_PORT",
                        Integer.toString(silent.getLocalPort()),
                        "DB_CONNECTION_TIMEOUT",
                        "1000"))) {
            long start = System.nanoTime();
            List<Future<?>> warming = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                warming.add(threads.submit(pool::warmUp));
            }
            for (Future<?> each : warming) {
                assertThatThrownBy(each::get).hasCauseInstanceOf(ConnectionException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("and not a second for each")
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    /** The server's own limits are switched off, so that nothing but the client ends it. */
    @Test
    void givesUpAnAnswerThatNeverComesThoughThePoolIsClosedMeanwhile() throws Exception {
        try (Gate gate = new Gate(database);
                Pool pool = Pool.open(with(database.asOwner(), "DB_STATEMENT_TIMEOUT", "250"))) {
            pool.query("select 1"); // from now on its session is known to the pool's watch
            Future<Result> waiting = threads.submit(() -> pool.inTransaction(tx -> {
                tx.query("select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)");
                return tx.query(Gate.PASS);
            }));
            gate.awaitSomebodyWaiting();
            pool.close();
            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(ConnectionException.class)
                    .hasRootCauseInstanceOf(DeadlineSocket.TimeUpException.class);
        }
    }

    private void closeInTwoThreads(Connection connection) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> closing = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            closing.add(threads.submit(() -> {
                together.await();
                connection.close();
                return null;
            }));
        }
        for (Future<?> each : closing) {
            each.get();
        }
    }

    @Test
    void takesAnyInstantAsADeadline() {
        try (Pool pool = Pool.open(database.asOwner())) {
            Scope forever = pool.before(Instant.MAX);
            assertThat(forever.query("select 1").rowCount()).isEqualTo(1);
            long rows = forever.inTransaction(tx -> tx.query("select 1").rowCount());
            assertThat(rows).isEqualTo(1);
            assertThatThrownBy(() -> pool.before(Instant.MIN).query("select 1")).isInstanceOf(DbException.class);
        }
    }

    @Test
    void keepsTheConnectionOfATransactionThatThoughtForLongAndFailed() throws Exception {
        long timeout = 1_000; // a busy machine must still answer in it
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_STATEMENT_TIMEOUT", Long.toString(timeout)))) {
            int before = backend(pool);
            assertThatThrownBy(() -> pool.inTransaction(tx -> {
                        tx.query("select 1");
                        Thread.sleep(timeout + Session.ANSWER_GRACE_MILLIS + 100);
                        throw new IllegalStateException("thought better of it");
                    }))
                    .hasMessage("thought better of it")
                    .hasNoSuppressedExceptions();
            assertThat(backend(pool)).isEqualTo(before);
        }
    }

    @Test
    void replacesAConnectionThatEndedWithoutAWordWhileItWasIdle() throws Exception {
        try (LossyProxy proxy = new LossyProxy(TestPostgres.shared().port());
                Pool pool = Pool.open(with(database.asOwner(), "DB_PORT", Integer.toString(proxy.port())))) {
            pool.warmUp();
            proxy.cut();
            Thread.sleep(Session.LISTEN_AFTER_MILLIS);
            assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
        }
    }

    @Test
    void doesNotTakeATransactionForCommittedWhoseFirstStatementLostTheConnection() {
        try (Pool pool = Pool.open(database.asOwner())) {
            assertThatThrownBy(() -> pool.inTransaction(tx -> {
                        assertThatThrownBy(() -> tx.query("select pg_terminate_backend(pg_backend_pid())"))
                                .isInstanceOf(ConnectionException.class);
                        return "caught";
                    }))
                    .isInstanceOf(ConnectionException.class);
        }
    }

    private static int backend(Pool pool) {
        return pool.query("select pg_backend_pid() as pid").rows().get(0).integer("pid");
    }
}
