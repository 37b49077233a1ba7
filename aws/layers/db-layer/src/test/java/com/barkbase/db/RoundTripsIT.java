package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
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

/** What passes on the wire, which is what a scope counts. */
class RoundTripsIT {
    private KennelDatabase database;
    private WireCounter wire;
    private Pool pool;

    @BeforeEach
    void open() throws IOException, SQLException {
        database = KennelDatabase.create(RoundTripsIT.class);
        wire = new WireCounter(TestPostgres.shared().port());
        pool = wire.warmPool(database.asOwner());
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        wire.close();
    }

    /** With TLS, SSLRequest and TLS's hello come before: {@link ColdStartIT}. */
    @Test
    void logsInAndAsksInFourTurnsOfTheProtocol() throws IOException {
        try (WireCounter counter = new WireCounter(TestPostgres.shared().port());
                Pool cold = Pool.open(with(database.asOwner(), "DB_PORT", Integer.toString(counter.port())))) {
            cold.query("select 1 as one");

            assertThat(counter.turns().stream().map(turn -> turn.replaceAll("S+K?Z$", "S…KZ")))
                    .containsExactly(
                            "> *", // the user's name, the database, and all settings of the session
                            "< R", // by SCRAM-SHA-256
                            "> p", // the client's nonce
                            "< R", // the server's nonce, the salt
                            "> p", // the client's proof
                            "< RRS…KZ", // the server's proof, its settings, ready
                            "> PBDES", // parse, bind, describe, execute, sync
                            "< 12TDCZ");
        }
    }

    @Test
    void takesOneForAStatementAlsoOnceTheDriverPreparesItAtTheServer() {
        for (int execution = 1; execution <= 12; execution++) {
            int before = wire.roundTrips();
            pool.query("select name from \"Pet\" where id = $1", 1);
            assertThat(wire.roundTrips() - before).as("execution %d", execution).isEqualTo(1);
        }
        assertThat(wire.turns()).last().asString().isEqualTo("< 2DDCZ"); // neither parsed nor described again
    }

    @Test
    void takesOneAfterASecondOfIdleness() throws InterruptedException {
        int before = wire.roundTrips();
        Thread.sleep(Session.LISTEN_AFTER_MILLIS);
        pool.query("select 1");
        assertThat(wire.roundTrips() - before).isEqualTo(1);
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
