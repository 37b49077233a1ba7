package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.LossyProxy.Loss;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A COMMIT that gets no answer: what the caller is told is what the table says. */
@Timeout(60)
class LostCommitIT {
    private static final String INSERT = "insert into \"Pet\" values ($1, $2, 'new')";

    private KennelDatabase database;
    private LossyProxy proxy;
    private Pool pool;
    private Pool direct;

    @BeforeEach
    void open() throws IOException, SQLException {
        database = KennelDatabase.create(LostCommitIT.class);
        proxy = new LossyProxy(TestPostgres.shared().port());
        Map<String, String> lossy = with(
                database.asService(),
                "DB_PORT",
                Integer.toString(proxy.port()),
                "DB_POOL_MAX",
                "1",
                "DB_STATEMENT_TIMEOUT",
                "500");
        pool = Pool.open(lossy);
        direct = Pool.open(database.asOwner());
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        direct.close();
        proxy.close();
    }

    private long insert(Loss loss, int id) {
        return pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
            tx.query("select 1");
            long inserted = tx.update(INSERT, HAPPY_PAWS, id);
            proxy.lose(loss);
            return inserted;
        });
    }

    private long stored(int id) {
        return direct.query("select * from \"Pet\" where id = $1", id).rowCount();
    }

    @Test
    void returnsWhereOnlyTheAnswerWasLost() {
        assertThat(insert(Loss.ANSWER, 10)).isEqualTo(1);
        assertThat(stored(10)).isEqualTo(1);
    }

    @Test
    void knowsTheServerWhateverTimeZoneTheTransactionSetForItself() {
        long inserted = pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
            tx.query("select set_config('TimeZone', 'Asia/Tokyo', true)");
            long one = tx.update(INSERT, HAPPY_PAWS, 13);
            proxy.lose(Loss.ANSWER);
            return one;
        });
        assertThat(inserted).isEqualTo(1);
        assertThat(stored(13)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "SILENCE"})
    void saysThatNothingTookEffectWhereTheServerNeverSawIt(Loss loss) throws SQLException {
        assertThatThrownBy(() -> insert(loss, 11))
                .isInstanceOf(ConnectionException.class)
                .hasMessage("The connection to localhost:" + proxy.port()
                        + " was lost before the transaction was committed: it was rolled back and nothing took effect."
                        + " The same work may be done again.")
                .matches(e -> ((DbException) e).safeToRetry(), "safe to retry");
        assertThat(stored(11)).isZero();
        assertThat(insert(Loss.NONE, 11)).isEqualTo(1);
        database.awaitSessions(2);
    }

    @Test
    void saysThatNothingTookEffectWhereTheConnectionWasLostBeforeTheCommit() {
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
                    tx.update(INSERT, HAPPY_PAWS, 14);
                    proxy.cut();
                    return tx.update(INSERT, HAPPY_PAWS, 15);
                }))
                .isInstanceOf(ConnectionException.class)
                .hasMessage("The connection to localhost:" + proxy.port()
                        + " was lost before the transaction was committed: it was rolled back and nothing took effect."
                        + " The same work may be done again.")
                .matches(e -> ((DbException) e).safeToRetry(), "safe to retry");
        assertThat(stored(14)).isZero();
    }

    @Test
    void doesNotCommitWhereTheLossWasCaught() {
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
                    tx.update(INSERT, HAPPY_PAWS, 16);
                    proxy.cut();
                    assertThatThrownBy(() -> tx.query("select 1")).isInstanceOf(ConnectionException.class);
                    return assertThatThrownBy(() -> tx.query("select 1")).isInstanceOf(ConnectionException.class);
                }))
                .isInstanceOf(ConnectionException.class);
        assertThat(stored(16)).isZero();
    }

    @Test
    void doesNotKnowOfATransactionThatHasNoId() {
        assertThatThrownBy(() -> pool.inTransaction(tx -> {
                    Result read = tx.query("select 1");
                    proxy.lose(Loss.ANSWER);
                    return read;
                }))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void takesNoRoundTripMore() throws IOException {
        try (WireCounter wire = new WireCounter(TestPostgres.shared().port());
                Pool counted = Pool.open(with(database.asOwner(), "DB_PORT", Integer.toString(wire.port())))) {
            counted.warmUp();
            int before = wire.roundTrips();
            counted.inTransaction(tx -> {
                tx.query("select 1");
                tx.update(INSERT, HAPPY_PAWS, 20);
                return tx.update(INSERT, HAPPY_PAWS, 21);
            });
            assertThat(wire.roundTrips() - before)
                    .as("three statements and the commit")
                    .isEqualTo(4);
        }
    }
}
