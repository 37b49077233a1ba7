package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.CAT_CASTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

/** Many rows at once. */
@Timeout(120)
class BigWriteIT {
    private static final int ROWS = 100_000;
    private static final List<Integer> IDS =
            IntStream.rangeClosed(1_000, 999 + ROWS).boxed().toList();
    private static final List<String> NAMES =
            IDS.stream().map(id -> "pup, \"no. " + id + "\"").toList();

    private WireCounter wire;
    private Pool pool;

    @BeforeEach
    void open() throws IOException, SQLException {
        KennelDatabase database = KennelDatabase.create(BigWriteIT.class);
        wire = new WireCounter(TestPostgres.shared().port());
        pool = wire.warmPool(database.asOwner());
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        wire.close();
    }

    @Test
    void insertsAHundredThousandRowsOfATenantInOneRoundTrip() {
        int before = wire.roundTrips();
        long inserted = pool.asTenant(CAT_CASTLE)
                .update(
                        "insert into \"Pet\" (\"tenantId\", id, name)"
                                + " select $1, * from unnest($2::int[], $3::text[])",
                        CAT_CASTLE,
                        IDS,
                        NAMES);
        assertThat(wire.roundTrips() - before).isEqualTo(1);
        assertThat(inserted).isEqualTo(ROWS);
        assertThat(count("name = 'pup, \"no. ' || id || '\"' and \"tenantId\" = '" + CAT_CASTLE + "'"))
                .isEqualTo(ROWS);
    }

    @Test
    void insertsNoneWhereOneIsAnotherTenants() {
        List<String> tenants = IDS.stream()
                .map(id -> id == 50_000 ? KennelDatabase.HAPPY_PAWS.toString() : CAT_CASTLE.toString())
                .toList();
        assertThatThrownBy(() -> pool.asTenant(CAT_CASTLE)
                        .update(
                                "insert into \"Pet\" select * from unnest($1::uuid[], $2::int[], $3::text[])",
                                tenants,
                                IDS,
                                NAMES))
                .isInstanceOf(StatementException.class)
                .hasMessageContaining("row-level security");
        assertThat(count("id >= 1000")).isZero();
    }

    @Test
    void takesTheDriversBatchForALibrary() throws SQLException {
        int before = wire.roundTrips();
        try (Connection connection = pool.asTenant(CAT_CASTLE).getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into \"Pet\" values (?, ?, ?)")) {
                for (int i = 0; i < ROWS; i++) {
                    insert.setObject(1, CAT_CASTLE);
                    insert.setInt(2, IDS.get(i));
                    insert.setString(3, NAMES.get(i));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
        assertThat(count("id >= 1000")).isEqualTo(ROWS);
        assertThat(wire.roundTrips() - before).isLessThan(ROWS / 100);
    }

    @Test
    void copiesInTheSystemsScope() throws SQLException, IOException {
        String lines =
                IDS.stream().map(id -> CAT_CASTLE + "\t" + id + "\tpup\n").collect(Collectors.joining());
        try (Connection connection = pool.getConnection()) {
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy \"Pet\" from stdin", new StringReader(lines));
            assertThat(copied).isEqualTo(ROWS);
        }
        assertThat(count("id >= 1000")).isEqualTo(ROWS);
    }

    private long count(String condition) {
        return pool.query("select count(*) as pets from \"Pet\" where " + condition)
                .rows()
                .get(0)
                .bigint("pets");
    }
}
