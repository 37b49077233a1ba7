package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.CAT_CASTLE;
import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused because it could leave a tenant's scope before its end, and what only looks like it. */
class ScopeEscapeIT {
    private static Pool pool;

    @BeforeAll
    static void open() throws SQLException {
        pool = Pool.open(KennelDatabase.create(ScopeEscapeIT.class).asOwner());
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "RESET ROLE",
                "SET ROLE barkbase_admin",
                "DO $$ BEGIN COMMIT; END $$",
                "CALL leave()",
                "COPY \"Pet\" TO STDOUT",
                "/* SELECT */ ROLLBACK",
                "PREPARE x AS SELECT 1",
                "SHOW ALL"
            })
    void refusesStatementsThatCouldLeaveTheScope(String statement) {
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query(statement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "(?s)A tenant-scoped statement starts with SELECT, .* not [A-Z]+: run others on the pool"
                                + " itself, in the system's scope\\.|[A-Z]+ is not sent as a statement: .*");
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).inTransaction(tx -> tx.query(statement)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; commit; select * from \"Pet\"",
                "select 1; reset role",
                "select 'a;b'; -- x\n select 2",
                "select $$;$$; select 2"
            })
    void refusesASecondStatement(String statements) {

        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query(statements))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("One statement a call: another one begins at character \\d+\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select 1;", "select 1 -- ; commit", "select 1 /* ; commit */ ;", "select ';' ", "(select 1)"})
    void takesAStatementThatOnlyLooksLikeTwo(String statement) {

        assertThat(pool.asTenant(HAPPY_PAWS).query(statement).rowCount()).isEqualTo(1);
        assertThat(pool.query("select current_user as role").rows().get(0).string("role"))
                .isEqualTo("barkbase_admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 'a", "select 1 /* open", "select \"a", "select $x$ a $y$"})
    void refusesAStatementWithoutAnEnd(String statement) {

        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query(statement)).hasMessageMatching("The .* has no end\\.");
    }

    @Test
    void refusesABlankTenant() {

        assertThatThrownBy(() -> pool.asTenant(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The tenant's id is blank: it comes from the verified token.");
    }

    @Test
    void doesNotStopSqlThatSetsTheTenantItself() {
        // Row-level security stops forgotten conditions, not injected SQL: the documents say so, and this shows it.
        assertThat(pool.asTenant(HAPPY_PAWS)
                        .query(
                                "with other as materialized (select set_config('app.tenant_id', $1, true) as t)"
                                        + " select name from other, \"Pet\" where t is not null",
                                CAT_CASTLE)
                        .rows())
                .extracting(row -> row.string("name"))
                .contains("Mitzi");
    }
}
