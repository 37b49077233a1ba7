package com.barkbase.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.bench.Target;
import com.barkbase.bench.WireCounter;
import com.barkbase.db.Pool;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What a library does on the pool itself, as the schema's owner: all that it does on any other DataSource. */
interface PoolSpecification extends Library {
    int TRANSACTIONS = 10;
    String CANNOT_COMMIT = "The transaction cannot be committed: a statement of it failed (25P02)";

    @Test
    default void runsStatementsBatchesAndGeneratedKeysOnThePool() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            withoutTransaction(pool, register -> {
                register.add(tenant, "Ada");
                UUID key = register.addForKey(tenant, "Ben");
                assertThat(register.texts("SELECT \"name\" FROM \"Owner\" WHERE \"id\" = ?", key))
                        .containsExactly("Ben");
                assertThat(register.addAll(tenant, List.of("Cem", "Dora", "Eve")))
                        .containsExactly(1, 1, 1);
                assertThat(register.texts("SELECT current_user::text")).containsExactly(Target.USER);
            });
            assertThat(Kennels.ownersOf(tenant)).containsExactly("Ada", "Ben", "Cem", "Dora", "Eve");
        }
    }

    @Test
    default void commitsATransactionOnThePool() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            inTransaction(pool, register -> {
                register.add(tenant, "Ada");
                register.addAll(tenant, List.of("Ben", "Cem"));
                assertThat(Kennels.ownersOf(tenant)).as("before the commit").isEmpty();
            });
            assertThat(Kennels.ownersOf(tenant)).containsExactly("Ada", "Ben", "Cem");
        }
    }

    @Test
    default void rollsBackATransactionOnThePoolThatThrew() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            RuntimeException reason = new IllegalStateException("the caller's own");
            assertThatThrownBy(() -> inTransaction(pool, register -> {
                        register.addForKey(tenant, "Ada");
                        throw reason;
                    }))
                    .isSameAs(reason);
            assertThat(Kennels.ownersOf(tenant)).isEmpty();
        }
    }

    @Test
    default void rollsBackToASavepointOnThePool() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            inTransaction(pool, register -> {
                register.add(tenant, "Ada");
                assertThatThrownBy(() -> register.nested(inner -> inner.add(tenant, "")))
                        .hasStackTraceContaining("violates check constraint \"Owner_name_check\"");
                register.nested(inner -> inner.add(tenant, "Ben"));
            });
            assertThat(Kennels.ownersOf(tenant)).containsExactly("Ada", "Ben");
        }
    }

    /** PostgreSQL answers such a COMMIT with ROLLBACK and no error, and the driver passes that on as success. */
    @Test
    default void tellsACommitOnThePoolThatWouldRollBack() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            assertThatThrownBy(() -> inTransaction(pool, register -> {
                        register.add(tenant, "Ada");
                        assertThatThrownBy(() -> register.add(tenant, "")).isInstanceOf(RuntimeException.class);
                    }))
                    .hasStackTraceContaining(CANNOT_COMMIT);
            assertThat(Kennels.ownersOf(tenant)).isEmpty();
        }
    }

    /** The one more undoes what the library may have set, when the connection comes back. */
    @Test
    default void costsATransactionOnThePoolOneRoundTripMoreThanOnTheBareDriver() throws Exception {
        try (WireCounter wire = new WireCounter(Kennels.port());
                Pool pool = Kennels.owner(wire.port(), 1);
                Connection bareDriver = Kennels.bareDriver(wire.port())) {
            UUID tenant = Kennels.open(pool);
            int bare = roundTrips(wire, new SingleConnectionDataSource(bareDriver, true), tenant);
            int pooled = roundTrips(wire, pool, tenant);
            System.out.printf(
                    "%s: %d transactions, bare %d, pool %d%n", getClass().getSimpleName(), TRANSACTIONS, bare, pooled);
            assertThat(pooled - bare).isLessThanOrEqualTo(TRANSACTIONS);
        }
    }

    default int roundTrips(WireCounter wire, DataSource source, UUID tenant) {
        int before = wire.roundTripsAfterLogin();
        for (int i = 0; i < TRANSACTIONS; i++) {
            inTransaction(source, register -> {
                register.add(tenant, "Ada");
                register.texts("SELECT \"name\" FROM \"Owner\" WHERE \"tenantId\" = ?", tenant);
            });
        }
        return wire.roundTripsAfterLogin() - before;
    }
}
