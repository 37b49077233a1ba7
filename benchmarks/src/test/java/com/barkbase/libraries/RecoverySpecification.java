package com.barkbase.libraries;

import static com.barkbase.libraries.TenantSpecification.assertScope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.bench.Target;
import com.barkbase.db.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A library's transactions of two tenants in turn, through the one session of a pool, ended in every way there is: the
 * next one finds its own scope, and what was committed is there and nothing else.
 */
interface RecoverySpecification extends Library {
    long SEED = 20_261_123;
    int ROUNDS = 60;

    /** How a transaction may end that wrote one row. */
    enum Ending {
        COMMITTED,
        THROWN,
        FAILED_STATEMENT,
        FAILED_STATEMENT_CAUGHT,
        FAILED_SAVEPOINT,
        ROW_OF_ANOTHER_TENANT,
        INTERRUPTED_BEFORE,
        ABANDONED;

        boolean commits() {
            return this == COMMITTED || this == FAILED_SAVEPOINT;
        }
    }

    @Test
    default void leavesNothingBehindHoweverATransactionEnds() throws SQLException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        try (Pool pool = Kennels.owner()) {
            List<UUID> tenants = List.of(Kennels.open(pool), Kennels.open(pool));
            List<List<String>> committed = List.of(new ArrayList<>(), new ArrayList<>());
            for (int round = 100; round < 100 + ROUNDS; round++) {
                int tenant = random.nextInt(2);
                Ending ending = Ending.values()[random.nextInt(Ending.values().length)];
                end(pool.asTenant(tenants.get(tenant)), ending, tenants.get(tenant), tenants.get(1 - tenant), round);
                if (ending.commits()) {
                    committed.get(tenant).add("round " + round);
                }
                assertSystemScope(pool);
            }
            assertThat(Kennels.ownersOf(tenants.get(0))).isEqualTo(committed.get(0));
            assertThat(Kennels.ownersOf(tenants.get(1))).isEqualTo(committed.get(1));
        }
    }

    private void end(DataSource source, Ending ending, UUID tenant, UUID other, int round) throws SQLException {
        switch (ending) {
            case COMMITTED -> inTransaction(source, register -> write(register, tenant, round));
            case ABANDONED -> abandon(source, tenant);
            case FAILED_SAVEPOINT ->
                inTransaction(source, register -> {
                    write(register, tenant, round);
                    assertThatThrownBy(() -> register.nested(inner -> inner.add(tenant, "")))
                            .isInstanceOf(RuntimeException.class);
                });
            case INTERRUPTED_BEFORE -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> inTransaction(source, register -> write(register, tenant, round)))
                        .hasStackTraceContaining("The thread was interrupted while it waited for a connection");
                assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            }
            default ->
                assertThatThrownBy(() -> inTransaction(source, register -> {
                            write(register, tenant, round);
                            fail(register, ending, tenant, other);
                        }))
                        .as("%s in round %d", ending, round)
                        .isInstanceOf(RuntimeException.class);
        }
    }

    private static void write(Register register, UUID tenant, int round) {
        assertScope(register, tenant);
        register.add(tenant, "round " + round);
    }

    private static void fail(Register register, Ending ending, UUID tenant, UUID other) {
        switch (ending) {
            case FAILED_STATEMENT -> register.texts("SELECT 1 / 0");
            case FAILED_STATEMENT_CAUGHT ->
                assertThatThrownBy(() -> register.addAll(tenant, List.of("fine", "")))
                        .isInstanceOf(RuntimeException.class);
            case ROW_OF_ANOTHER_TENANT -> register.addForKey(other, "mine");
            default -> throw new IllegalStateException("the caller's own");
        }
    }

    /** As code does that catches nothing: closed, and neither committed nor rolled back. */
    private static void abandon(DataSource source, UUID tenant) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = begun(connection)) {
            statement.executeUpdate(
                    "INSERT INTO \"Owner\" (\"tenantId\", \"name\") VALUES ('" + tenant + "', 'abandoned')");
        }
    }

    private static Statement begun(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return connection.createStatement();
    }

    private void assertSystemScope(Pool pool) {
        withoutTransaction(
                pool,
                register -> assertThat(register.texts(
                                "SELECT current_user || coalesce(current_setting('app.tenant_id', true), '')"))
                        .containsExactly(Target.USER));
    }

    /** The JDK closes its socket; the server rolls back, and the pool opens another session. */
    @Test
    default void losesNoMoreThanTheSessionOfAnInterruptedVirtualThread() throws InterruptedException {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            List<Throwable> thrown = new ArrayList<>();
            Thread thread = Thread.startVirtualThread(() -> {
                try {
                    inTransaction(pool.asTenant(tenant), register -> sleepAfterWriting(register, tenant, 20));
                } catch (RuntimeException e) {
                    thrown.add(e);
                }
            });
            interruptWhileSleeping(thread, tenant);

            assertThat(thrown).as("what the library threw").hasSize(1);
            assertThat(Kennels.ownersOf(tenant)).isEmpty();
            inTransaction(pool.asTenant(tenant), register -> assertScope(register, tenant));
            assertSystemScope(pool);
        }
    }

    @Test
    default void letsAnInterruptedPlatformThreadsTransactionFinish() throws InterruptedException {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            List<Boolean> interrupted = new ArrayList<>();
            Thread thread = Thread.ofPlatform().start(() -> {
                inTransaction(pool.asTenant(tenant), register -> sleepAfterWriting(register, tenant, 0.5));
                interrupted.add(Thread.interrupted());
            });
            interruptWhileSleeping(thread, tenant);

            assertThat(interrupted).containsExactly(true);
            assertThat(Kennels.ownersOf(tenant)).containsExactly("Ada");
            inTransaction(pool.asTenant(tenant), register -> assertScope(register, tenant));
            assertSystemScope(pool);
        }
    }

    private static void sleepAfterWriting(Register register, UUID tenant, double seconds) {
        register.add(tenant, "Ada");
        register.texts("SELECT pg_sleep(" + seconds + ")::text AS \"" + tenant + "\"");
    }

    private static void interruptWhileSleeping(Thread thread, UUID tenant) throws InterruptedException {
        String statement = "%pg_sleep%" + tenant + "%";
        Kennels.awaitStatement(statement);
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).as("still running").isFalse();
        Kennels.endStatement(statement);
    }
}
