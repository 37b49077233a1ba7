package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.ThreadKind.Call;
import com.barkbase.db.ThreadKind.Ending;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many more requests than connections, each a virtual thread. */
@Timeout(120)
class VirtualThreadsIT {
    private static final int WAITING = 20;

    private KennelDatabase database;

    @BeforeAll
    static void requireVirtualThreads() {
        ThreadKind.assumeVirtual();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = KennelDatabase.create(VirtualThreadsIT.class);
    }

    @Test
    void servesAThousandThreadsOfTwoTenantsByTenSessionsAndPinsNone() throws Exception {
        KennelDatabase rehearsal = KennelDatabase.create(VirtualThreadScenarios.class);
        limitSessions(10); // an eleventh would be refused by the server, and its caller's answer an error
        var patient = with(database.asOwner(), "DB_POOL_MAX", "10", "DB_CONNECTION_TIMEOUT", "60000");
        String output = JavaProcess.run(VirtualThreadScenarios.class, patient, "20261123", rehearsal.name());

        assertThat(output)
                .contains("seed 20261123")
                .contains("right answers 1000, wrong 0")
                .contains("pinned on purpose 1")
                .contains("pinned in the db-layer 0");
        database.awaitSessions(0);
    }

    @Test
    void servesFirstWhoCameFirst() throws Exception {
        List<Integer> served = new ArrayList<>();
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "1", "DB_CONNECTION_TIMEOUT", "30000"))) {
            List<Call> calls = new ArrayList<>();
            try (Connection held = pool.getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                for (int i = 0; i < WAITING; i++) {
                    int number = i;
                    calls.add(waiting(() -> pool.inTransaction(tx -> served.add(number))));
                }
            }
            for (Call each : calls) {
                assertThat(each.ending()).isEqualTo(new Ending(true, null, false));
            }
        }
        assertThat(served).isEqualTo(IntStream.range(0, WAITING).boxed().toList());
    }

    @Test
    void countsWhoHasAndWhoWaitsWhereTheTimeIsUp() throws Exception {
        try (Pool pool = Pool.open(with(database.asOwner(), "DB_POOL_MAX", "2", "DB_CONNECTION_TIMEOUT", "30000"))) {
            List<Call> calls = new ArrayList<>();
            try (Connection one = pool.getConnection();
                    Connection other = pool.getConnection()) {
                assertThat(one).isNotEqualTo(other);
                for (int i = 0; i < WAITING; i++) {
                    calls.add(waiting(() -> pool.query("select 1").rowCount()));
                }
                Scope impatient = pool.before(Instant.now().plusMillis(300));
                assertThatThrownBy(() -> impatient.query("select 1"))
                        .isInstanceOf(PoolExhaustedException.class)
                        .hasMessageMatching("No connection became free in \\d+ ms: total 2, active 2, idle 0, waiting "
                                + WAITING + "\\. Look for statements that take long or connections that are not"
                                + " closed, or raise DB_POOL_MAX \\(2\\)\\.");
            }
            for (Call each : calls) {
                assertThat(each.ending()).isEqualTo(new Ending(1L, null, false));
            }
        }
    }

    private static Call waiting(ThreadKind.Work work) throws ReflectiveOperationException {
        Call call = ThreadKind.VIRTUAL.call(work);
        call.awaitWaiting();
        return call;
    }

    private void limitSessions(int most) throws SQLException {
        try (Connection superuser = TestPostgres.shared().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter database " + database.name() + " connection limit " + most);
        }
    }
}
