package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.ThreadKind.Call;
import com.barkbase.db.ThreadKind.Ending;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An interrupted caller hears of it and stays interrupted; the pool and the others in it lose nothing. Reads of
 * platform threads do not end by an interrupt, those of virtual threads do, and the JDK then closes the socket.
 */
@Timeout(60)
class InterruptIT {
    private static final int SESSIONS = 3;

    private KennelDatabase database;
    private Gate gate;
    private Pool pool;

    @BeforeEach
    void open() throws SQLException {
        database = KennelDatabase.create(InterruptIT.class);
        gate = new Gate(database);
        pool = Pool.open(
                with(database.asOwner(), "DB_POOL_MAX", Integer.toString(SESSIONS), "DB_CONNECTION_TIMEOUT", "20000"));
    }

    @AfterEach
    void close() throws SQLException {
        gate.close();
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void freesACallerThatWaitsForAConnection(ThreadKind kind) throws Exception {
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            held.add(pool.getConnection());
        }
        Call call = kind.call(() -> pool.query("select 1"));
        call.awaitWaiting();
        call.thread().interrupt();

        assertRefused(call, "The thread was interrupted while it waited for a connection; nothing was sent.");
        for (Connection each : held) {
            each.close();
        }
        assertWhole();
    }

    @Test
    void freesAVirtualThreadThatConnects() throws Exception {
        gate.stopLogins();
        Call call = ThreadKind.VIRTUAL.call(() -> pool.query("select 1"));
        gate.awaitSomebodyWaiting();
        call.thread().interrupt();

        Ending ending = call.ending();
        assertThat(ending.error())
                .isInstanceOf(ConnectionException.class)
                .hasMessage("The thread was interrupted while it connected to PostgreSQL at localhost:"
                        + TestPostgres.shared().port() + ".");
        assertThat(ending.interrupted()).isTrue();
        gate.open();
        assertWhole();
    }

    @Test
    void sendsNothingForAPlatformThreadThatWasInterruptedWhileItConnected() throws Exception {
        gate.stopLogins();
        Call call = ThreadKind.PLATFORM.call(() -> pool.update("delete from \"Pet\""));
        gate.awaitSomebodyWaiting();
        call.thread().interrupt();
        gate.open();

        assertRefused(call, "The thread was interrupted; the statement was not sent.");
        assertThat(pool.query("select * from \"Pet\"").rowCount()).isEqualTo(3);
        assertWhole();
    }

    @Test
    void tellsAVirtualThreadThatItsStatementsOutcomeIsUnknown() throws Exception {
        Call call = ThreadKind.VIRTUAL.call(() -> pool.asTenant(HAPPY_PAWS).query(Gate.PASS));
        gate.awaitSomebodyWaiting();
        assertThat(pool.query("select 1").rowCount()).as("another's statement").isEqualTo(1);
        call.thread().interrupt();

        Ending ending = call.ending();
        assertThat(ending.error())
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("The thread was interrupted and the connection to localhost:"
                        + TestPostgres.shared().port()
                        + " was lost while the statement ran (08006): it may have been executed or not. Look for its"
                        + " effect before you run it again.");
        assertThat(ending.interrupted()).isTrue();
        gate.open();
        assertWhole();
    }

    @Test
    void letsAPlatformThreadsStatementFinish() throws Exception {
        Call call = ThreadKind.PLATFORM.call(() -> pool.query(Gate.PASS).rowCount());
        gate.awaitSomebodyWaiting();
        call.thread().interrupt();
        assertThat(pool.query("select 1").rowCount()).as("another's statement").isEqualTo(1);
        gate.open();

        assertThat(call.ending()).isEqualTo(new Ending(1L, null, true));
        assertWhole();
    }

    @ParameterizedTest
    @EnumSource
    void commitsNothingOfAThreadThatIsInterruptedAndKeepsItsConnection(ThreadKind kind) throws Exception {
        int before = backend();
        Call call = kind.call(() -> pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
            tx.update("insert into \"Pet\" values ($1, 77, 'Ghost')", HAPPY_PAWS);
            Thread.currentThread().interrupt();
            return "done";
        }));

        assertRefused(call, "The thread was interrupted; the statement was not sent.");
        assertNoGhost();
        assertThat(backend()).isEqualTo(before);
        assertWhole();
    }

    @ParameterizedTest
    @EnumSource
    void rollsBackWhereTheFunctionItselfIsInterrupted(ThreadKind kind) throws Exception {
        int before = backend();
        CountDownLatch inside = new CountDownLatch(1);
        Call call = kind.call(() -> pool.inTransaction(tx -> {
            tx.update("insert into \"Pet\" values ($1, 77, 'Ghost')", HAPPY_PAWS);
            inside.countDown();
            new CountDownLatch(1).await();
            return "never";
        }));
        inside.await();
        call.thread().interrupt();

        assertThat(call.ending().error())
                .isInstanceOf(InterruptedException.class)
                .hasNoSuppressedExceptions();
        assertNoGhost();
        assertThat(backend()).isEqualTo(before);
        assertWhole();
    }

    private static void assertRefused(Call call, String message) throws Exception {
        Ending ending = call.ending();
        assertThat(ending.error())
                .isInstanceOf(DeadlineException.class)
                .hasMessage(message)
                .hasNoSuppressedExceptions();
        assertThat(ending.interrupted()).as("still interrupted").isTrue();
    }

    private void assertNoGhost() {
        assertThat(pool.query("select * from \"Pet\" where id = 77").rowCount()).isZero();
    }

    private int backend() {
        return pool.query("select pg_backend_pid() as pid").rows().get(0).integer("pid");
    }

    /** All permits are there, the server holds a session for each and no other, and none after the end. */
    private void assertWhole() throws Exception {
        CyclicBarrier together = new CyclicBarrier(SESSIONS);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            calls.add(ThreadKind.PLATFORM.call(() -> pool.<Object, Exception>inTransaction(tx -> {
                long rows = tx.query("select 1").rowCount();
                together.await(10, TimeUnit.SECONDS);
                return rows;
            })));
        }
        for (Call each : calls) {
            assertThat(each.ending()).isEqualTo(new Ending(1L, null, false));
        }
        database.awaitSessions(SESSIONS);
        pool.close();
        database.awaitSessions(0);
    }
}
