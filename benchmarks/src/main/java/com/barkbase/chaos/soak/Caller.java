package com.barkbase.chaos.soak;

import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import com.barkbase.db.StatementException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Asks for this and that, politely and not, and remembers which of its entries it was told are there. */
final class Caller {
    private static final List<Deed> DEEDS = List.of(
            Caller::read,
            Caller::readAsTenant,
            Caller::write,
            Caller::write,
            Caller::writeInTransaction,
            Caller::fail,
            Caller::overrun,
            Caller::leaveStream,
            Caller::leaveStatement,
            Caller::getInterrupted,
            Caller::openAnotherPool);

    private static final int NETWORK_TIMEOUT_MILLIS = 3_000;

    private final World world;
    private final int number;
    private final RandomGenerator chance;
    private final BitSet acknowledged = new BitSet();
    private final BitSet refused = new BitSet();
    private int entries;
    private long asked;
    private long failed;

    private interface Deed {
        void run(Caller caller) throws SQLException;
    }

    Caller(World world, int number, RandomGenerator chance) {
        this.world = world;
        this.number = number;
        this.chance = chance;
    }

    void act() {
        asked++;
        try {
            DEEDS.get(chance.nextInt(DEEDS.size())).run(this);
        } catch (DbException | SQLException e) {
            failed++;
        }
    }

    long asked() {
        return asked;
    }

    long failed() {
        return failed;
    }

    /** Entries that it was told are there and that are not there exactly once, and those told not to be that are. */
    long wrong() {
        int[] found = new int[entries];
        world.operator()
                .query("SELECT number FROM entry WHERE caller = $1", row -> row.integer("number"), number)
                .forEach(entry -> found[entry]++);
        long wrong = 0;
        for (int entry = 0; entry < entries; entry++) {
            boolean lost = acknowledged.get(entry) && found[entry] == 0;
            boolean undone = refused.get(entry) && found[entry] > 0;
            wrong += lost || undone || found[entry] > 1 ? 1 : 0;
        }
        return wrong;
    }

    private void read() {
        world.pool().query("SELECT count(*) FROM entry");
    }

    private void readAsTenant() {
        world.pool().asTenant(new UUID(number, 1)).query("SELECT current_setting('app.tenant_id')");
    }

    private void write() {
        int entry = entries++;
        note(entry, () -> world.pool().update("INSERT INTO entry VALUES ($1, $2)", number, entry));
    }

    private void writeInTransaction() {
        int entry = entries++;
        note(
                entry,
                () -> world.pool().inTransaction(tx -> {
                    tx.query("SELECT count(*) FROM entry WHERE caller = $1", number);
                    return tx.update("INSERT INTO entry VALUES ($1, $2)", number, entry);
                }));
    }

    /** An error that says neither leaves it open. */
    private void note(int entry, Runnable write) {
        try {
            write.run();
            acknowledged.set(entry);
        } catch (DbException e) {
            if (e.safeToRetry()) {
                refused.set(entry);
            }
            throw e;
        }
    }

    private void fail() {
        try {
            world.pool().inTransaction(tx -> tx.query("SELECT 1 / 0"));
        } catch (StatementException meant) {
            // as it should
        }
    }

    private void overrun() {
        world.pool().before(Instant.now().plusMillis(100)).query("SELECT pg_sleep(1)");
    }

    private void leaveStream() {
        world.pool().stream(
                "SELECT n FROM generate_series(1, 5000) AS n",
                row -> row.integer("n"),
                rows -> rows.iterator().next());
    }

    private void leaveStatement() throws SQLException {
        try (Connection connection = world.pool().getConnection()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS); // a black hole has no end
            connection.setAutoCommit(false);
            Statement left = connection.createStatement();
            left.execute("SET application_name = 'left'");
        }
    }

    private void getInterrupted() {
        Thread.currentThread().interrupt();
        try {
            world.pool().query("SELECT 1");
        } finally {
            Thread.interrupted();
        }
    }

    private void openAnotherPool() {
        try (Pool another = world.open()) {
            another.query("SELECT 1");
        }
    }
}
