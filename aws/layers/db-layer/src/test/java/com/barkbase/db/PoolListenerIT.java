package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.LossyProxy.Loss;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener hears, and when it hears nothing; what it hears of secrets is in {@link RotationIT}. */
@Timeout(60)
class PoolListenerIT {
    private static final String SUICIDE = "select pg_terminate_backend(pg_backend_pid())";
    private static final String WRITE = "update \"Pet\" set name = name";

    private static KennelDatabase database;

    private final Heard heard = new Heard();
    private @Nullable Pool pool;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(PoolListenerIT.class);
    }

    @AfterEach
    void closePool() {
        if (pool != null) {
            pool.close();
        }
    }

    private Pool open(Map<String, String> variables, PoolListener listener) {
        Pool opened = Pool.open(variables);
        opened.listen(listener);
        pool = opened;
        return opened;
    }

    private Pool one(PoolListener listener, String... more) {
        return open(with(with(database.asOwner(), "DB_POOL_MAX", "1"), more), listener);
    }

    @Test
    void hearsNothingOfStatementsOnAConnectionThatIsOpen() throws IOException {
        try (WireCounter wire = new WireCounter(TestPostgres.shared().port())) {
            Pool warm = wire.warmPool(database.asOwner());
            warm.listen(heard);
            int before = wire.roundTrips();
            warm.query("select 1");
            warm.asTenant(HAPPY_PAWS).before(Instant.now().plusSeconds(60)).query("select * from \"Pet\"");
            assertThat(wire.roundTrips() - before).isEqualTo(2);
            warm.inTransaction(tx -> tx.update(WRITE));
            assertThatThrownBy(() -> warm.query("select 1/0")).isInstanceOf(StatementException.class);
            warm.close();
        }
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void hearsOfAConnectionThatIsOpenedAndNotThatThePoolIsClosed() {
        one(heard).query("select 1");
        closePool();
        assertThat(heard.events()).containsExactly("connected");
    }

    /** The server is full until the listener hears of it. */
    @Test
    void hearsOfALoginThatIsTriedAgainWhileTheServerIsFull() throws SQLException {
        limitConnections(0);
        Heard lifting = new Heard() {
            @Override
            public void loginRetried(String sqlState, int attempt, Duration wait) {
                super.loginRetried(sqlState, attempt, wait);
                assertThat(wait).isPositive();
                limitConnections(-1);
            }
        };
        one(lifting, "DB_CONNECTION_TIMEOUT", "60000").warmUp();
        assertThat(lifting.events()).containsExactly("login retried, 53300, 2", "connected");
    }

    @Test
    void hearsThatACallerWaitedWhetherOrNotItGotAConnection() throws Exception {
        Pool narrow = one(heard, "DB_CONNECTION_TIMEOUT", "1000");
        try (Connection held = narrow.getConnection()) {
            assertThatThrownBy(() -> narrow.query("select 1")).isInstanceOf(PoolExhaustedException.class);
        }
        assertThat(heard.events()).containsExactly("connected", "waited");
        CountDownLatch asked = new CountDownLatch(1);
        Thread second = new Thread(() -> {
            asked.countDown();
            narrow.before(Instant.MAX).query("select 1");
        });
        narrow.inTransaction(tx -> {
            second.start();
            asked.await();
            while (second.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return tx.query("select 1");
        });
        second.join();
        assertThat(heard.events()).containsExactly("connected", "waited", "waited");
    }

    @Test
    void hearsThatAConnectionEndedWhileItWasIdle() throws SQLException {
        Pool idle = one(heard);
        idle.warmUp();
        asSuperuser("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + database.name()
                + "'");
        idle.query("select 1");
        assertThat(heard.events()).containsExactly("connected", "evicted, DEAD", "connected");
    }

    @Test
    void hearsThatAnOutcomeIsUnknownAndItsConnectionLost() {
        Pool losing = one(heard);
        assertThatThrownBy(() -> losing.update(SUICIDE)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(heard.events()).containsExactlyInAnyOrder("connected", "outcome unknown, 57P01", "evicted, LOST");
    }

    @Test
    void hearsOfNoUnknownOutcomeWhereTheServerKnewIt() throws IOException {
        try (LossyProxy proxy = new LossyProxy(TestPostgres.shared().port())) {
            Pool lossy = one(heard, "DB_PORT", Integer.toString(proxy.port()));
            lossy.inTransaction(tx -> {
                tx.update(WRITE);
                proxy.lose(Loss.ANSWER);
                return null;
            });
            assertThat(heard.events())
                    .as("the second asks for the first")
                    .containsExactly("connected", "connected", "evicted, LOST");
            assertThatThrownBy(() -> lossy.inTransaction(tx -> {
                        tx.query("select 1");
                        proxy.lose(Loss.ANSWER);
                        return null;
                    }))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(heard.events()).contains("outcome unknown, 08006");
        }
    }

    @Test
    void hearsThatAServerTakesNoWrites() throws SQLException {
        asSuperuser("alter database " + database.name() + " set default_transaction_read_only = on");
        Pool reading = open(database.asOwner(), heard);
        try {
            assertThatThrownBy(() -> reading.inTransaction(tx -> {
                        reading.query("select 'in a second connection'");
                        return tx.update(WRITE);
                    }))
                    .isInstanceOf(StatementException.class);
        } finally {
            asSuperuser("alter database " + database.name() + " reset default_transaction_read_only");
        }
        assertThat(heard.events())
                .containsExactly("connected", "connected", "evicted, READ_ONLY", "evicted, READ_ONLY");
    }

    @Test
    void hearsThatAConnectionWasNotUsedForLong() throws InterruptedException {
        CountDownLatch evicted = new CountDownLatch(1);
        Heard waiting = new Heard() {
            @Override
            public void evicted(Eviction reason) {
                super.evicted(reason);
                evicted.countDown();
            }
        };
        Pool wide = open(with(database.asOwner(), "DB_IDLE_TIMEOUT", "1000"), waiting);
        wide.inTransaction(tx -> tx.query("select 1").rowCount() + wide.update(WRITE));
        evicted.await();
        assertThat(waiting.events()).containsExactly("connected", "connected", "evicted, UNUSED");
    }

    @Test
    void isNotHarmedByAListenerThatThrowsButSaysSo() {
        KeptLog log = new KeptLog();
        try (log) {
            Pool harmed = one(new Throwing());
            harmed.warmUp();
            assertThatThrownBy(() -> harmed.update(SUICIDE)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(harmed.query("select 1").rowCount()).isEqualTo(1);
        }
        String text = "[DB-LAYER] WARN a listener threw, which changes nothing but what it counts: ";
        assertThat(log.text())
                .contains(text + "java.lang.IllegalStateException: no counter", text + "java.lang.StackOverflowError");
    }

    private static final class Throwing implements PoolListener {
        @Override
        public void connected(Duration took) {
            throw new IllegalStateException("no counter");
        }

        @Override
        public void evicted(Eviction reason) {
            throw new StackOverflowError();
        }

        @Override
        public void outcomeUnknown(@Nullable String sqlState) {
            throw new IllegalStateException("no counter");
        }
    }

    private static void limitConnections(int limit) {
        try {
            asSuperuser("alter database " + database.name() + " connection limit " + limit);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = TestPostgres.shared().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
