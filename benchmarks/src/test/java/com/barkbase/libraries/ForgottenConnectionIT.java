package com.barkbase.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.bench.Target;
import com.barkbase.db.Pool;
import com.barkbase.db.PoolExhaustedException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A library's user who never closes: the session is held until the close, and no one else sees anything of it. */
class ForgottenConnectionIT {
    private static final String ADD_ADA = "INSERT INTO \"Owner\" (\"tenantId\", \"name\") VALUES (?, 'Ada')";
    private static final String WHO = """
            SELECT current_user || coalesce(current_setting('app.tenant_id', true), '') AS who, pg_backend_pid() AS pid,
                (SELECT count(*)::int FROM "Owner" WHERE "tenantId" = $1) AS owners
            """;

    @Test
    void isNamedByTheErrorOfWhoWaitsForAConnection() {
        try (Pool pool = Kennels.impatientOwner()) {
            UUID tenant = Kennels.open(pool);
            Handle forgotten = Jdbi.open(pool.asTenant(tenant)).begin();
            forgotten.execute(ADD_ADA, tenant);

            assertThatThrownBy(() -> pool.query("SELECT 1"))
                    .isInstanceOf(PoolExhaustedException.class)
                    .hasMessageMatching(
                            "No connection became free in 1\\d{3} ms: total 1, active 1, idle 0, waiting 0\\."
                                    + " Look for statements that take long or connections that are not closed, or raise"
                                    + " DB_POOL_MAX \\(1\\)\\.");
            assertThatThrownBy(forgotten::close).hasMessageStartingWith("Improper transaction handling detected");
            assertThat(Kennels.ownersOf(tenant)).isEmpty();
        }
    }

    @Test
    void showsNothingToAnotherTenantBeforeAndAfterItsClose() {
        try (Pool pool = Kennels.owner(Kennels.port(), 2)) {
            UUID harbor = Kennels.open(pool);
            UUID pine = Kennels.open(pool);
            Handle forgotten = Jdbi.open(pool.asTenant(harbor)).begin();
            forgotten.execute(ADD_ADA, harbor);
            int session =
                    forgotten.select("SELECT pg_backend_pid()").mapTo(int.class).one();

            assertSees(
                    pool.asTenant(pine)
                            .query(WHO, row -> row.string("who"), harbor)
                            .getFirst(),
                    pine);
            assertThatThrownBy(forgotten::close).hasMessageStartingWith("Improper transaction handling detected");

            assertThat(pool.asTenant(pine).query(WHO, row -> row.integer("pid"), harbor))
                    .as("the session that was forgotten, used last and so lent first")
                    .containsExactly(session);
            assertSees(
                    pool.asTenant(pine)
                            .query(WHO, row -> row.string("who"), harbor)
                            .getFirst(),
                    pine);
            assertThat(pool.query(WHO, row -> row.string("who"), harbor)).containsExactly(Target.USER);
            assertThat(pool.query(WHO, row -> row.integer("owners"), harbor)).containsExactly(0);
        }
    }

    private static void assertSees(String who, UUID tenant) {
        assertThat(who).isEqualTo(Kennels.SERVICE + tenant);
    }
}
