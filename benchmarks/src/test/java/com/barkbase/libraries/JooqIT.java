package com.barkbase.libraries;

import static com.barkbase.libraries.TenantSpecification.assertScope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.barkbase.db.Pool;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class JooqIT implements TenantSpecification, RecoverySpecification {

    @Override
    public void withoutTransaction(DataSource source, Consumer<Register> work) {
        work.accept(new JooqRegister(DSL.using(source, SQLDialect.POSTGRES)));
    }

    @Override
    public void inTransaction(DataSource source, Consumer<Register> work) {
        DSL.using(source, SQLDialect.POSTGRES)
                .transaction(transaction -> work.accept(new JooqRegister(transaction.dsl())));
    }

    /** Asked of the driver, so the transaction's first statement is none of the caller's. */
    @Test
    void readsMetadataInATenantsScope() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            DSL.using(pool.asTenant(tenant), SQLDialect.POSTGRES).transaction(transaction -> {
                assertThat(transaction.dsl().meta().getTables("Owner")).hasSize(1);
                assertScope(new JooqRegister(transaction.dsl()), tenant);
            });
        }
    }

    @Test
    void readsRowsOneAtATimeInATenantsScope() {
        try (Pool pool = Kennels.owner()) {
            UUID tenant = Kennels.open(pool);
            int sum = DSL.using(pool.asTenant(tenant), SQLDialect.POSTGRES).transactionResult(transaction -> {
                try (Stream<Record> rows = transaction
                        .dsl()
                        .resultQuery("SELECT g FROM generate_series(1, 1000) g")
                        .fetchSize(10)
                        .fetchStream()) {
                    return rows.mapToInt(row -> row.get(0, int.class))
                            .limit(100)
                            .sum();
                }
            });
            assertThat(sum).isEqualTo(5_050);
            inTransaction(pool.asTenant(tenant), register -> assertScope(register, tenant));
        }
    }

    private record JooqRegister(DSLContext jooq) implements Register {
        private static final Table<Record> OWNER = table(name("Owner"));
        private static final Field<UUID> TENANT = field(name("tenantId"), UUID.class);
        private static final Field<UUID> ID = field(name("id"), UUID.class);
        private static final Field<String> NAME = field(name("name"), String.class);

        @Override
        public void add(UUID tenant, String name) {
            jooq.insertInto(OWNER, TENANT, NAME).values(tenant, name).execute();
        }

        @Override
        public UUID addForKey(UUID tenant, String name) {
            return jooq.insertInto(OWNER, TENANT, NAME)
                    .values(tenant, name)
                    .returning(ID)
                    .fetchSingle(ID);
        }

        @Override
        public int[] addAll(UUID tenant, List<String> names) {
            BatchBindStep batch =
                    jooq.batch(jooq.insertInto(OWNER, TENANT, NAME).values((UUID) null, null));
            for (String name : names) {
                batch = batch.bind(tenant, name);
            }
            return batch.execute();
        }

        @Override
        public List<String> texts(String sql, Object... values) {
            return jooq.fetch(sql, values).getValues(0, String.class);
        }

        @Override
        public void nested(Consumer<Register> work) {
            jooq.transaction(savepoint -> work.accept(new JooqRegister(savepoint.dsl())));
        }
    }
}
