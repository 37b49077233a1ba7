package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool does before its process becomes a snapshot; what is then in the snapshot is in {@code SnapshotIT}. */
@Timeout(60)
class RehearsalIT {
    private static final long WAIT_MILLIS = 1_000;

    private static KennelDatabase database;

    private final Heard heard = new Heard();
    private WireCounter wire;
    private Pool pool;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(RehearsalIT.class);
    }

    @BeforeEach
    void openPool() throws IOException {
        wire = new WireCounter(TestPostgres.shared().port());
        pool = Pool.open(
                with(database.asOwner(), "DB_PORT", Integer.toString(wire.port()), "DB_CONNECTION_TIMEOUT", "120000"));
        pool.listen(heard);
    }

    @AfterEach
    void closePool() throws IOException {
        pool.close();
        wire.close();
    }

    @Test
    void poolThatHasConnectedLogsInThreeMoreTimesOfWhichItsListenerHearsNothing() {
        pool.warmUp();
        pool.rehearse(WAIT_MILLIS);
        assertThat(wire.connections()).isEqualTo(4);
        assertThat(heard.events()).containsExactly("connected");
    }

    @Test
    void poolThatHasNotConnectedOrIsClosedRehearsesNothing() {
        pool.rehearse(WAIT_MILLIS);
        assertThat(wire.connections()).isZero();
        pool.warmUp();
        pool.close();
        pool.rehearse(WAIT_MILLIS);
        assertThat(wire.connections()).isEqualTo(1);
    }

    /** A statement would ask for two minutes, and the test would not live to see the end. */
    @Test
    void refusedRehearsalIsToldAndThePoolConnectsWhenItIsNextUsed() throws SQLException {
        pool.warmUp();
        limitConnections(0);
        KeptLog log = new KeptLog();
        try (log) {
            pool.rehearse(WAIT_MILLIS);
        } finally {
            limitConnections(-1);
        }
        assertThat(log.text())
                .contains("[DB-LAYER] WARN the login was not rehearsed to the end, the first one after a restore will"
                        + " be slower: PostgreSQL at localhost:" + wire.port() + " has no connection left (53300)");
        assertThat(pool.query("select 1").rowCount()).isEqualTo(1);
    }

    private static void limitConnections(int limit) throws SQLException {
        try (Connection superuser = TestPostgres.shared().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter database " + database.name() + " connection limit " + limit);
        }
    }
}
