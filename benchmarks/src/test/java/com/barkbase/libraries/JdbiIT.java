package com.barkbase.libraries;

import static com.barkbase.libraries.TenantSpecification.assertScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.Test;

class JdbiIT implements TenantSpecification, RecoverySpecification {
    private static final String ISOLATION = "SELECT current_setting('transaction_isolation')";

    @Override
    public void withoutTransaction(DataSource source, Consumer<Register> work) {
        Jdbi.create(source).useHandle(handle -> work.accept(new JdbiRegister(handle)));
    }

    @Override
    public void inTransaction(DataSource source, Consumer<Register> work) {
        Jdbi.create(source).useTransaction(handle -> work.accept(new JdbiRegister(handle)));
    }

    @Test
    void keepsAnIsolationLevelToTheTransactionThatAskedForIt() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            Scope scope = pool.asTenant(tenant);
            Jdbi.create(scope).useTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> {
                assertScope(new JdbiRegister(handle), tenant);
                assertThat(new JdbiRegister(handle).texts(ISOLATION)).containsExactly("serializable");
            });
            inTransaction(
                    scope, register -> assertThat(register.texts(ISOLATION)).containsExactly("read committed"));
        }
    }

    /** A stream that nobody reads to its end nor closes: the transaction's end closes it. */
    @Test
    void endsAStreamWithItsTransaction() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            Jdbi jdbi = Jdbi.create(pool.asTenant(tenant));
            for (int i = 0; i < 3; i++) {
                int first = jdbi.inTransaction(handle -> handle.createQuery("SELECT g FROM generate_series(1, 1000) g")
                        .setFetchSize(10)
                        .mapTo(int.class)
                        .iterator()
                        .next());
                assertThat(first).isEqualTo(1);
            }
            inTransaction(pool.asTenant(tenant), register -> assertScope(register, tenant));
        }
    }

    private record JdbiRegister(Handle handle) implements Register {
        private static final String INSERT = "INSERT INTO \"Owner\" (\"tenantId\", \"name\") VALUES (:tenant, :name)";

        @Override
        public void add(UUID tenant, String name) {
            handle.createUpdate(INSERT)
                    .bind("tenant", tenant)
                    .bind("name", name)
                    .execute();
        }

        @Override
        public UUID addForKey(UUID tenant, String name) {
            return handle.createUpdate(INSERT)
                    .bind("tenant", tenant)
                    .bind("name", name)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(UUID.class)
                    .one();
        }

        @Override
        public int[] addAll(UUID tenant, List<String> names) {
            try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
                names.forEach(
                        name -> batch.bind("tenant", tenant).bind("name", name).add());
                return batch.execute();
            }
        }

        @Override
        public List<String> texts(String sql, Object... values) {
            try (Query query = handle.createQuery(sql)) {
                for (int i = 0; i < values.length; i++) {
                    query.bind(i, values[i]);
                }
                return query.mapTo(String.class).list();
            }
        }

        /** Jdbi's own nested transactions join the outer one; a part of it is a savepoint. */
        @Override
        public void nested(Consumer<Register> work) {
            handle.savepoint("nested");
            try {
                work.accept(this);
                handle.releaseSavepoint("nested");
            } catch (RuntimeException e) {
                handle.rollbackToSavepoint("nested");
                throw e;
            }
        }
    }
}
