package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.CAT_CASTLE;
import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results that are too big to keep. */
@Timeout(120)
class StreamIT {
    private static final String NUMBERS = "select i from generate_series(1, $1) as i";

    private static KennelDatabase database;
    private WireCounter wire;
    private Pool pool;

    @BeforeAll
    static void createDatabase() throws Exception {
        database = KennelDatabase.create(StreamIT.class);
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
    void readsAMillionRowsInAHeapOf64Megabytes() throws Exception {
        String output = JavaProcess.run(StreamScenarios.class, with(database.asOwner(), "JDK_JAVA_OPTIONS", "-Xmx64m"));

        assertThat(output)
                .containsPattern("heap 6\\d MB")
                .contains("streamed, sum 500000500000")
                .contains("kept nothing: out of memory")
                .contains("then 1");
    }

    @Test
    void showsATenantItsOwnRowsOnly() {
        List<String> names = pool.asTenant(HAPPY_PAWS).stream(
                "select name from \"Pet\" order by id", row -> row.string("name"), Stream::toList);
        assertThat(names).containsExactly("Rex", "Bella");
    }

    @Test
    void takesARoundTripForEachThousandRowsAndOneForTheCommit() {
        assertThat(roundTrips(1)).isEqualTo(2);
        assertThat(roundTrips(999)).isEqualTo(2);
        assertThat(roundTrips(1_000)).as("the last row does not say so").isEqualTo(3);
        assertThat(roundTrips(2_500)).isEqualTo(4);
    }

    private int roundTrips(int rows) {
        int before = wire.roundTrips();
        long count = pool.asTenant(CAT_CASTLE).stream(NUMBERS, row -> row.integer("i"), Stream::count, rows);
        assertThat(count).isEqualTo(rows);
        return wire.roundTrips() - before;
    }

    @Test
    void leavesNothingOpenAfterAnEarlyEnd() {
        pool.inTransaction(tx -> {
            List<Integer> first = tx.stream(
                    NUMBERS, row -> row.integer("i"), rows -> rows.limit(3).toList(), 1_000_000);
            assertThat(first).containsExactly(1, 2, 3);
            assertThat(openCursors(tx)).isZero();
            return null;
        });
        assertThat(openCursors(pool)).isZero();
    }

    @Test
    void passesOnWhatTheFunctionThrowsAndLeavesNothingOpen() {
        pool.inTransaction(tx -> {
            assertThatThrownBy(() -> tx.stream(
                            NUMBERS,
                            row -> row.integer("i"),
                            rows -> {
                                throw new IOException("the disk is full");
                            },
                            5_000))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the disk is full")
                    .hasNoSuppressedExceptions();
            assertThat(openCursors(tx)).isZero();
            return null;
        });
    }

    @Test
    void tellsARowThatFailsInTheMiddle() {
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).stream(
                        "select 1 / (1500 - i) as fraction from generate_series(1, 2000) as i",
                        row -> row.integer("fraction"),
                        Stream::count))
                .isInstanceOf(StatementException.class)
                .hasMessage("PostgreSQL refused the statement (22012): division by zero.")
                .hasNoSuppressedExceptions();
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
    }

    @Test
    void readsTwoStreamsInTurnAndWritesBetweenTheirRows() {
        long changed = pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
            long count = tx.stream(
                    NUMBERS,
                    row -> row.integer("i"),
                    outer -> outer.limit(1_200)
                            .mapToLong(i -> tx.stream(NUMBERS, row -> row.integer("i"), Stream::count, 1)
                                    + tx.update("update \"Pet\" set name = name where id = $1", 1))
                            .sum(),
                    3_000);
            return count;
        });
        assertThat(changed).isEqualTo(2_400);
    }

    @Test
    void endsAtTheDeadline() {
        Scope soon = pool.asTenant(HAPPY_PAWS).before(Instant.now().plusMillis(500));
        assertThatThrownBy(() -> soon.stream(
                        "select i, pg_sleep(0.0002) from generate_series(1, 1000000) as i",
                        row -> row.integer("i"),
                        Stream::count))
                .isInstanceOf(DeadlineException.class);
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
    }

    @Test
    void isEndedByTheServerWhereTheFunctionThinksForLongerThanTheDeadline() {
        Scope soon = pool.asTenant(HAPPY_PAWS).before(Instant.now().plusMillis(500));
        assertThatThrownBy(() -> soon.stream(
                        NUMBERS,
                        row -> row.integer("i"),
                        rows -> {
                            database.awaitSessions(0);
                            return rows.count();
                        },
                        5_000))
                .isInstanceOf(DbException.class);
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
    }

    @Test
    void endsTheStreamWithItsFunction() {
        Stream<Integer> escaped = pool.stream(NUMBERS, row -> row.integer("i"), rows -> rows, 10);
        assertThatThrownBy(escaped::count)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The stream is over: its rows are read inside stream's function.");
    }

    @Test
    void refusesWhatIsNoReading() {
        assertThatThrownBy(() -> pool.stream("delete from \"Pet\" returning id", row -> row, Stream::count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A stream reads: its statement starts with SELECT, VALUES, TABLE or WITH, not DELETE."
                        + " Run others by query or update.");
    }

    private static long openCursors(Statements db) {
        return db.query("select count(*) as open from pg_cursors where name like 'rows%'")
                .rows()
                .get(0)
                .bigint("open");
    }
}
