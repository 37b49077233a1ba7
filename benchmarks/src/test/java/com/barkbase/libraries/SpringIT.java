package com.barkbase.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class SpringIT implements TenantSpecification, RecoverySpecification {
    private static final String MODE =
            "SELECT current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')";

    @Override
    public void withoutTransaction(DataSource source, Consumer<Register> work) {
        work.accept(new SpringRegister(new JdbcTemplate(source), new DataSourceTransactionManager(source)));
    }

    @Override
    public void inTransaction(DataSource source, Consumer<Register> work) {
        var manager = new DataSourceTransactionManager(source);
        new TransactionTemplate(manager)
                .executeWithoutResult(status -> work.accept(new SpringRegister(new JdbcTemplate(source), manager)));
    }

    /** It asks for the table's columns first: a transaction's first statement that is none of the caller's. */
    @Test
    void insertsByATablesMetadataInATenantsScope() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            Scope scope = pool.asTenant(tenant);
            new TransactionTemplate(new DataSourceTransactionManager(scope)).executeWithoutResult(status -> {
                UUID key = new SimpleJdbcInsert(scope)
                        .withTableName("Owner")
                        .usingQuotedIdentifiers()
                        .usingColumns("tenantId", "name")
                        .usingGeneratedKeyColumns("id")
                        .executeAndReturnKeyHolder(Map.of("tenantId", tenant, "name", "Ada"))
                        .getKeyAs(UUID.class);
                assertThat(key).isNotNull();
            });
            assertThat(Kennels.ownersOf(tenant)).containsExactly("Ada");
        }
    }

    @Test
    void keepsReadOnlyAndIsolationToTheTransactionThatAskedForThem() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            Scope scope = pool.asTenant(tenant);
            TransactionTemplate strict = new TransactionTemplate(new DataSourceTransactionManager(scope));
            strict.setReadOnly(true);
            strict.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
            strict.executeWithoutResult(status -> {
                Register register =
                        new SpringRegister(new JdbcTemplate(scope), new DataSourceTransactionManager(scope));
                TenantSpecification.assertScope(register, tenant);
                assertThat(register.texts(MODE)).containsExactly("serializable on");
                assertThatThrownBy(() -> register.add(tenant, "Ada"))
                        .hasStackTraceContaining("cannot execute INSERT in a read-only transaction");
                status.setRollbackOnly();
            });
            inTransaction(scope, register -> assertThat(register.texts(MODE)).containsExactly("read committed off"));
        }
    }

    private record SpringRegister(JdbcTemplate jdbc, PlatformTransactionManager manager) implements Register {
        private static final String INSERT = "INSERT INTO \"Owner\" (\"tenantId\", \"name\") VALUES (?, ?)";

        @Override
        public void add(UUID tenant, String name) {
            jdbc.update(INSERT, tenant, name);
        }

        @Override
        public UUID addForKey(UUID tenant, String name) {
            KeyHolder key = new GeneratedKeyHolder();
            jdbc.update(
                    connection -> {
                        PreparedStatement statement = connection.prepareStatement(INSERT, new String[] {"id"});
                        statement.setObject(1, tenant);
                        statement.setString(2, name);
                        return statement;
                    },
                    key);
            return Objects.requireNonNull(key.getKeyAs(UUID.class));
        }

        @Override
        public int[] addAll(UUID tenant, List<String> names) {
            return jdbc.batchUpdate(
                    INSERT,
                    names.stream().map(name -> new Object[] {tenant, name}).toList());
        }

        @Override
        public List<String> texts(String sql, Object... values) {
            return jdbc.queryForList(sql, String.class, values);
        }

        @Override
        public void nested(Consumer<Register> work) {
            TransactionTemplate nested = new TransactionTemplate(manager);
            nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
            nested.executeWithoutResult(status -> work.accept(this));
        }
    }
}
