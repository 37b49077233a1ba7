package com.barkbase.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.bench.WireCounter;
import com.barkbase.db.Pool;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What a library does in a tenant's scope, mostly under the owner's login, which would see every tenant without it. */
interface TenantSpecification extends PoolSpecification {
    String SCOPE = "SELECT current_user || ' ' || current_setting('app.tenant_id')";

    static void assertScope(Register register, UUID tenant) {
        assertThat(register.texts(SCOPE)).containsExactly(Kennels.SERVICE + " " + tenant);
        assertThat(register.texts("SELECT DISTINCT \"tenantId\"::text FROM \"Owner\""))
                .isSubsetOf(tenant.toString());
    }

    @Test
    default void showsEachTenantItsOwnRows() {
        try (Pool owner = Kennels.owner();
                Pool service = Kennels.service()) {
            UUID harbor = Kennels.open(owner);
            UUID pine = Kennels.open(owner);
            for (Pool pool : List.of(owner, service)) {
                for (UUID tenant : List.of(harbor, pine)) {
                    inTransaction(pool.asTenant(tenant), register -> {
                        assertScope(register, tenant);
                        register.add(tenant, "Ada");
                        assertScope(register, tenant);
                    });
                }
            }
            assertThat(Kennels.ownersOf(harbor)).containsExactly("Ada", "Ada");
            assertThat(Kennels.ownersOf(pine)).containsExactly("Ada", "Ada");
        }
    }

    @Test
    default void runsBatchesAndGeneratedKeysInATenantsScope() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            inTransaction(pool.asTenant(tenant), register -> {
                UUID key = register.addForKey(tenant, "Ada");
                assertThat(register.texts("SELECT \"name\" FROM \"Owner\" WHERE \"id\" = ?", key))
                        .containsExactly("Ada");
                assertThat(register.addAll(tenant, List.of("Ben", "Cem"))).containsExactly(1, 1);
                assertScope(register, tenant);
            });
            assertThat(Kennels.ownersOf(tenant)).containsExactly("Ada", "Ben", "Cem");
        }
    }

    @Test
    default void refusesARowOfAnotherTenant() {
        try (Pool pool = Kennels.owner()) {
            UUID harbor = Kennels.open(pool);
            UUID pine = Kennels.open(pool);
            assertThatThrownBy(() -> inTransaction(
                            pool.asTenant(harbor), register -> register.addAll(pine, List.of("Ada", "Ben"))))
                    .hasStackTraceContaining("new row violates row-level security policy for table \"Owner\"");
            assertThat(Kennels.ownersOf(pine)).isEmpty();
        }
    }

    @Test
    default void refusesATenantsStatementOutsideOfATransaction() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            assertThatThrownBy(() -> withoutTransaction(pool.asTenant(tenant), register -> register.add(tenant, "Ada")))
                    .rootCause()
                    .hasMessage("A tenant's scope, or a deadline, lasts for one transaction, and this connection is in"
                            + " none: call setAutoCommit(false) first and commit() last. (jOOQ: transaction; Jdbi:"
                            + " inTransaction; Spring: a transaction manager.)");
            assertThat(Kennels.ownersOf(tenant)).isEmpty();
        }
    }

    @Test
    default void keepsTheScopeAfterRollingBackToASavepoint() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            inTransaction(pool.asTenant(tenant), register -> {
                assertThatThrownBy(() -> register.nested(inner -> inner.add(tenant, "")))
                        .hasStackTraceContaining("violates check constraint \"Owner_name_check\"");
                assertScope(register, tenant);
                assertThatThrownBy(() -> register.nested(inner -> {
                            inner.add(tenant, "Ada");
                            throw new IllegalStateException("the caller's own");
                        }))
                        .hasStackTraceContaining("the caller's own");
                assertScope(register, tenant);
                register.nested(inner -> inner.add(tenant, "Ben"));
            });
            assertThat(Kennels.ownersOf(tenant)).containsExactly("Ben");
        }
    }

    /** A pet without its owner: the foreign key is deferred, so that COMMIT itself is what fails. */
    @Test
    default void tellsACommitThatFailed() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            assertThatThrownBy(() -> inTransaction(pool.asTenant(tenant), register -> {
                        register.add(tenant, "Ada");
                        register.texts("""
                                INSERT INTO "Pet" ("tenantId", "primaryOwnerId", "name", "species")
                                VALUES (?, gen_random_uuid(), 'Rex', 'dog') RETURNING "name"
                                """, tenant);
                    }))
                    .hasStackTraceContaining("violates foreign key constraint \"Pet_primary_owner_fkey\"");
            assertThat(Kennels.ownersOf(tenant)).isEmpty();
            inTransaction(pool.asTenant(tenant), register -> assertScope(register, tenant));
        }
    }

    @Test
    default void tellsACommitThatWouldRollBack() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            assertThatThrownBy(() -> inTransaction(pool.asTenant(tenant), register -> {
                        register.add(tenant, "Ada");
                        assertThatThrownBy(() -> register.add(tenant, "")).isInstanceOf(RuntimeException.class);
                    }))
                    .hasStackTraceContaining(CANNOT_COMMIT);
            assertThat(Kennels.ownersOf(tenant)).isEmpty();
            inTransaction(pool.asTenant(tenant), register -> assertScope(register, tenant));
        }
    }

    @Test
    default void endsAStatementAtTheDeadline() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            long start = System.nanoTime();
            assertThatThrownBy(() -> inTransaction(
                            pool.asTenant(tenant).before(Instant.now().plusMillis(300)),
                            register -> register.texts("SELECT pg_sleep(20)::text")))
                    .hasStackTraceContaining("timeout");
            assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
            inTransaction(pool.asTenant(tenant), register -> assertScope(register, tenant));
        }
    }

    @Test
    default void costsATenantsTransactionOneRoundTripMoreThanOnTheBareDriver() throws Exception {
        try (WireCounter wire = new WireCounter(Kennels.port());
                Pool pool = Kennels.owner(wire.port(), 1);
                Connection bareDriver = Kennels.bareDriver(wire.port())) {
            UUID tenant = Kennels.open(pool);
            int bare = roundTrips(wire, new SingleConnectionDataSource(bareDriver, true), tenant);
            int scoped = roundTrips(wire, pool.asTenant(tenant), tenant);
            System.out.printf(
                    "%s: %d transactions, bare %d, tenant %d%n",
                    getClass().getSimpleName(), TRANSACTIONS, bare, scoped);
            assertThat(scoped - bare).isLessThanOrEqualTo(TRANSACTIONS);
        }
    }
}
