package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.CAT_CASTLE;
import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each sharp edge of scoping a statement to its tenant in one round trip. */
class TenantIsolationIT {
    /** pgjdbc prepares at the server from the fifth execution on; what breaks then has broken by the twelfth. */
    private static final int EXECUTIONS = 12;

    private static KennelDatabase database;
    private WireCounter wire;
    private Pool pool;

    enum As {
        OWNER,
        SERVICE;

        Map<String, String> variables() {
            return this == OWNER ? database.asOwner() : database.asService();
        }
    }

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(TenantIsolationIT.class);
    }

    private void open(As login) throws IOException {
        wire = new WireCounter(TestPostgres.shared().port());
        pool = wire.warmPool(login.variables());
    }

    @AfterEach
    void close() throws IOException {
        if (pool != null) {
            pool.close();
            wire.close();
        }
    }

    @ParameterizedTest
    @EnumSource(As.class)
    void takesOneRoundTripForEachKindOfStatement(As login) throws IOException {
        open(login);
        Scope happyPaws = pool.asTenant(HAPPY_PAWS);
        for (int i = 0; i < EXECUTIONS; i++) {
            String name = "pup " + i;
            inOneRoundTrip(() -> happyPaws.query("select id, name from \"Pet\" where name = $1", "Rex"), 1);
            inOneRoundTrip(() -> happyPaws.query("insert into \"Pet\" values ($1, 100, $2)", HAPPY_PAWS, name), 1);
            inOneRoundTrip(() -> happyPaws.query("update \"Pet\" set name = $1 where id = 100 returning name", "x"), 1);
            inOneRoundTrip(
                    () -> happyPaws.query(
                            "merge into \"Pet\" p using (values (100)) v(id) on p.id = v.id and p.\"tenantId\" = $1"
                                    + " when matched then update set name = $2",
                            HAPPY_PAWS,
                            name),
                    1);
            inOneRoundTrip(() -> happyPaws.query("with p as (select * from \"Pet\") select count(*) from p"), 1);
            inOneRoundTrip(() -> happyPaws.query("values ($1::text), ($2::text)", "a", "b"), 2);
            inOneRoundTrip(() -> happyPaws.query("delete from \"Pet\" where id = $1", 100), 1);
        }
    }

    private void inOneRoundTrip(java.util.function.Supplier<Result> statement, int rowCount) {
        int syncs = wire.syncs();
        int roundTrips = wire.roundTrips();

        assertThat(statement.get().rowCount()).isEqualTo(rowCount);

        assertThat(wire.syncs() - syncs).as("Syncs").isEqualTo(1);
        assertThat(wire.roundTrips() - roundTrips).as("round trips").isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(As.class)
    void showsEachTenantItsOwnRowsOnOneConnection(As login) throws IOException {
        open(login);
        for (int i = 0; i < EXECUTIONS; i++) {
            assertThat(names(HAPPY_PAWS.toString())).containsExactly("Bella", "Rex");
            assertThat(names(CAT_CASTLE.toString())).containsExactly("Mitzi");
        }
        assertThat(wire.connections()).isEqualTo(1);
    }

    private List<String> names(String tenant) {
        return pool.asTenant(tenant).query("select name from \"Pet\" order by name", row -> row.string("name"));
    }

    @ParameterizedTest
    @EnumSource(As.class)
    void dropsToTheTenantRoleAndSendsTheDeadline(As login) throws IOException {
        open(login);
        for (int i = 0; i < EXECUTIONS; i++) {
            Row row = pool.asTenant(CAT_CASTLE)
                    .before(Instant.now().plusSeconds(20))
                    .query("select current_user as role, current_setting('app.tenant_id') as tenant,"
                            + " current_setting('statement_timeout') as timeout")
                    .rows()
                    .get(0);

            assertThat(row.string("role")).isEqualTo("barkbase_app");
            assertThat(row.uuid("tenant")).isEqualTo(CAT_CASTLE);
            assertThat(row.string("timeout")).matches("(1\\d{4}ms|20s)");
        }
    }

    @ParameterizedTest
    @EnumSource(As.class)
    void leavesNothingOfTheScopeBehind(As login) throws IOException {
        open(login);
        String before = sessionState();
        for (int i = 0; i < EXECUTIONS; i++) {
            pool.asTenant(HAPPY_PAWS).before(Instant.now().plusSeconds(9)).query("select 1");
            assertThat(sessionState()).isEqualTo(before);
            assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query("select 1/0"))
                    .isInstanceOf(StatementException.class);
            assertThat(sessionState()).isEqualTo(before);
        }
    }

    private String sessionState() {
        return pool.query("select current_user || ' ' || coalesce(current_setting('app.tenant_id', true), '') || ' ' ||"
                        + " current_setting('statement_timeout') as state")
                .rows()
                .get(0)
                .string("state");
    }

    @Test
    void refusesTheServiceRoleWithoutATenant() throws IOException {
        open(As.SERVICE);
        for (int i = 0; i < EXECUTIONS; i++) {
            assertThatThrownBy(() -> pool.query("select * from \"Pet\""))
                    .isInstanceOf(StatementException.class)
                    .hasMessage("PostgreSQL refused the statement (P0001): no tenant in scope (hint: use asTenant).");
        }
    }

    @ParameterizedTest
    @EnumSource(As.class)
    void writesNothingForAnotherTenant(As login) throws IOException {
        open(login);
        assertThatThrownBy(
                        () -> pool.asTenant(HAPPY_PAWS).update("insert into \"Pet\" values ($1, 7, 'x')", CAT_CASTLE))
                .isInstanceOf(StatementException.class)
                .hasMessage("PostgreSQL refused the statement (42501):"
                        + " new row violates row-level security policy for table \"Pet\".");
        assertThat(pool.asTenant(HAPPY_PAWS)
                        .update("update \"Pet\" set name = 'x' where \"tenantId\" = $1", CAT_CASTLE))
                .isZero();
        assertThat(pool.asTenant(HAPPY_PAWS).update("delete from \"Pet\" where \"tenantId\" = $1", CAT_CASTLE))
                .isZero();
        assertThat(names(CAT_CASTLE.toString())).containsExactly("Mitzi");
    }

    @Test
    void rollsBackAFailedStatementWithOneRoundTripMore() throws IOException {
        open(As.OWNER);
        int roundTrips = wire.roundTrips();

        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query("select 1/0"))
                .hasMessage("PostgreSQL refused the statement (22012): division by zero.");

        assertThat(wire.roundTrips() - roundTrips).isEqualTo(2);
    }

    @Test
    void undoesAWriteWhoseCommitFails() throws IOException {
        open(As.OWNER);
        pool.update(
                "alter table \"Pet\" add constraint later unique (\"tenantId\", name) deferrable initially deferred");
        try {
            assertThatThrownBy(() ->
                            pool.asTenant(HAPPY_PAWS).update("insert into \"Pet\" values ($1, 60, 'Rex')", HAPPY_PAWS))
                    .isInstanceOf(StatementException.class)
                    .extracting(e -> ((StatementException) e).constraint())
                    .isEqualTo("later");
            assertThat(names(HAPPY_PAWS.toString())).containsExactly("Bella", "Rex");
        } finally {
            pool.update("alter table \"Pet\" drop constraint later");
        }
    }

    @Test
    void survivesAnAlterByAnother() throws IOException {
        open(As.SERVICE);
        String sql = "select * from \"Pet\" where id = $1";
        try (Pool owner = Pool.open(database.asOwner())) {
            for (int i = 0; i < EXECUTIONS; i++) {
                pool.asTenant(HAPPY_PAWS).query(sql, 1);
            }
            owner.update("alter table \"Pet\" add column extra int");
            assertThat(pool.asTenant(HAPPY_PAWS).query(sql, 1).rows().get(0).columns())
                    .contains("extra");
            owner.update("alter table \"Pet\" drop column extra");
        }
    }

    @Test
    void scopesATransactionWithItsFirstStatement() throws IOException {
        open(As.OWNER);
        int roundTrips = wire.roundTrips();

        long seen = pool.asTenant(HAPPY_PAWS)
                .before(Instant.now().plusSeconds(20))
                .inTransaction(tx -> {
                    assertThat(tx.query("select current_user as role")
                                    .rows()
                                    .get(0)
                                    .string("role"))
                            .isEqualTo("barkbase_app");
                    tx.update("insert into \"Pet\" values ($1, 70, 'Ada')", HAPPY_PAWS);
                    tx.update("delete from \"Pet\" where id = 70");
                    assertThat(tx.query("select current_setting('transaction_timeout') as t")
                                    .rows()
                                    .get(0)
                                    .string("t"))
                            .matches("(1\\d{4}ms|20s)");
                    return tx.query("select * from \"Pet\"").rowCount();
                });

        assertThat(seen).isEqualTo(2);
        assertThat(wire.roundTrips() - roundTrips)
                .as("five statements and the COMMIT")
                .isEqualTo(6);
        assertThat(sessionState()).startsWith("barkbase_admin  ");
    }

    @Test
    void sendsNothingForATransactionWithoutAStatement() throws IOException {
        open(As.OWNER);
        int roundTrips = wire.roundTrips();

        assertThat(pool.asTenant(HAPPY_PAWS).<String, RuntimeException>inTransaction(tx -> "done"))
                .isEqualTo("done");

        assertThat(wire.roundTrips()).isEqualTo(roundTrips);
    }
}
