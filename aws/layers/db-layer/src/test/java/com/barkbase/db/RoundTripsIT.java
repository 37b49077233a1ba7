package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scope counts is what passes on the wire. */
class RoundTripsIT {
    private WireCounter wire;
    private Pool pool;

    @BeforeEach
    void open() throws IOException, SQLException {
        KennelDatabase database = KennelDatabase.create(RoundTripsIT.class);
        wire = new WireCounter(TestPostgres.shared().port());
        pool = wire.warmPool(database.asOwner());
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        wire.close();
    }

    @Test
    void countsEachAndNoOthers() {
        LongAdder counted = new LongAdder();
        Scope scope =
                pool.asTenant(HAPPY_PAWS).counting(counted).before(Instant.now().plusSeconds(60));
        int before = wire.roundTrips();

        scope.query("select * from \"Pet\"");
        scope.stream("select i from generate_series(1, 1500) as i", row -> row.integer("i"), Stream::count);
        scope.inTransaction(tx -> tx.query("select 1").rowCount() + tx.update("update \"Pet\" set name = name"));
        assertThatThrownBy(() -> scope.query("select 1/0")).isInstanceOf(StatementException.class);
        assertThat(counted.sum()).isEqualTo(wire.roundTrips() - before).isEqualTo(1 + 3 + 3 + 2);

        pool.query("select 'of another request'");
        assertThat(counted.sum()).isEqualTo(9);
        LongAdder system = new LongAdder();
        pool.counting(system).query("select 1");
        assertThat(system.sum()).isEqualTo(1);
    }
}
