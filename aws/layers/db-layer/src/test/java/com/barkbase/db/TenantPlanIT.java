package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.CAT_CASTLE;
import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGStatement;

/** Tenants differ in size by orders of magnitude; each gets the plan for its own. */
class TenantPlanIT {
    private static Pool pool;

    @BeforeAll
    static void open() throws SQLException {
        pool = Pool.open(KennelDatabase.create(TenantPlanIT.class).asOwner());
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    /** A generic plan, made for the average tenant, would read all rows of the large one for the small one's 20. */
    @Test
    void plansForTheTenantInScopeAndNotForTheAverageOne() throws SQLException {
        pool.update("create table \"Visit\" (\"tenantId\" uuid not null, id int not null, note text not null,"
                + " primary key (\"tenantId\", id))");
        pool.update("alter table \"Visit\" enable row level security");
        pool.update("create policy tenant on \"Visit\" to barkbase_app using (\"tenantId\" = tenant())");
        pool.update("grant select on \"Visit\" to barkbase_app");
        pool.update("insert into \"Visit\" select $1, i, repeat('x', 50) from generate_series(1, 50000) i", HAPPY_PAWS);
        pool.update("insert into \"Visit\" select $1, i, repeat('x', 50) from generate_series(1, 20) i", CAT_CASTLE);
        pool.update("analyze \"Visit\"");
        for (int i = 0; i < 12; i++) {
            assertThat(planOf("select * from \"Visit\" where note <> ?", CAT_CASTLE))
                    .as("20 rows or so, by the index")
                    .containsPattern("Index.* rows=\\d{1,3} ");
            assertThat(planOf("select * from \"Visit\" where note <> ?", HAPPY_PAWS))
                    .as("50,000 rows or so")
                    .containsPattern(" rows=[45]\\d{4} ");
        }
    }

    /** The plan that the server makes for a scoped statement: the same settings, the same unnamed statement. */
    private String planOf(String sql, UUID tenant) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            ScopeSettings scope = ScopeSettings.of(tenant.toString(), "barkbase_app", 1_000);
            try (PreparedStatement settings = connection.prepareStatement(scope.sql())) {
                for (int i = 0; i < scope.values().size(); i++) {
                    settings.setString(i + 1, scope.values().get(i));
                }
                settings.executeQuery().close();
            }
            try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
                explain.unwrap(PGStatement.class).setPrepareThreshold(0);
                explain.setString(1, "y");
                ResultSet rows = explain.executeQuery();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
