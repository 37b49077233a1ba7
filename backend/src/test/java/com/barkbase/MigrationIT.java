package com.barkbase;

import static com.barkbase.TestCluster.OWNER;
import static com.barkbase.TestCluster.SERVICE;
import static com.barkbase.TestCluster.SUPERUSER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.Pool;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may run the migration, and what becomes of the roles. Each test begins without {@code barkbase_app}. */
class MigrationIT {

    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void createOwner() {
        cluster.createOwner();
    }

    @AfterEach
    void forgetDatabasesAndRoles() {
        cluster.asSuperuser(
                "DROP DATABASE IF EXISTS one WITH (FORCE)",
                "DROP DATABASE IF EXISTS two WITH (FORCE)",
                "DROP ROLE IF EXISTS barkbase_app",
                "DROP ROLE IF EXISTS second_admin",
                "DROP ROLE barkbase_admin");
    }

    @Test
    void ownerWhoIsNoSuperuserTakesTheRoleItHasMade() {
        try (Pool owner = migrated("one", OWNER)) {
            assertThat(roleInScope(owner)).isEqualTo(SERVICE);
        }
    }

    @Test
    void superuserMayOwnTheSchemaToo() {
        try (Pool owner = migrated("one", SUPERUSER)) {
            assertThat(roleInScope(owner)).isEqualTo(SERVICE);
        }
    }

    @Test
    void roleOfAnotherDatabaseOfTheClusterIsShared() {
        migrated("one", OWNER).close();
        try (Pool owner = migrated("two", OWNER)) {
            assertThat(roleInScope(owner)).isEqualTo(SERVICE);
        }
    }

    @Test
    void secondMigrationChangesNothing() {
        try (Pool owner = migrated("one", OWNER)) {
            TestCluster.migrate(owner);
            assertThat(owner.query("SELECT 1 FROM flyway_schema_history").rows())
                    .hasSize(4);
        }
    }

    @Test
    void ownerHasNothingOfTheRoleUnlessItTakesIt() {
        try (Pool owner = migrated("one", OWNER)) {
            var membership = owner.query("""
                            SELECT bool_or(inherit_option) AS inherits, bool_or(set_option) AS may_set
                            FROM pg_auth_members
                            WHERE roleid = 'barkbase_app'::regrole AND member = 'barkbase_admin'::regrole
                            """).first().orElseThrow();
            assertThat(membership.bool("inherits")).isFalse();
            assertThat(membership.bool("may_set")).isTrue();
        }
    }

    @Test
    void roleIsMadeWithoutALogin() {
        try (Pool owner = migrated("one", OWNER)) {
            var role = owner.query(
                            "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1", SERVICE)
                    .first()
                    .orElseThrow();
            assertThat(role.bool("rolcanlogin")).isFalse();
            assertThat(role.bool("rolsuper")).isFalse();
            assertThat(role.bool("rolbypassrls")).isFalse();
        }
    }

    @Test
    void deadClientsAreNoticedInBothLogins() {
        try (Pool owner = migrated("one", OWNER)) {
            owner.update("ALTER ROLE barkbase_app LOGIN");
        }
        for (String user : new String[] {OWNER, SERVICE}) {
            try (Pool pool = cluster.login(user, "one")) {
                assertThat(pool.query("SHOW tcp_user_timeout")
                                .first()
                                .orElseThrow()
                                .string("tcp_user_timeout"))
                        .isEqualTo("30000");
            }
        }
    }

    @Test
    void roleOfSomebodyElseIsToldWithTheRemedy() {
        migrated("one", OWNER).close();
        cluster.asSuperuser("CREATE ROLE second_admin LOGIN CREATEROLE");
        assertThatThrownBy(() -> migrated("two", "second_admin"))
                .rootCause()
                .hasMessageContaining(
                        "The role barkbase_app exists and second_admin may not grant it to itself (the ADMIN option"
                                + " is missing); run as a superuser: GRANT barkbase_app TO second_admin"
                                + " WITH ADMIN TRUE, SET TRUE,"
                                + " INHERIT FALSE;");

        cluster.asSuperuser("GRANT barkbase_app TO second_admin WITH ADMIN TRUE, SET TRUE, INHERIT FALSE");
        try (Pool owner = cluster.login("second_admin", "two")) {
            TestCluster.migrate(owner);
            assertThat(roleInScope(owner)).isEqualTo(SERVICE);
        }
    }

    @Test
    void ownerWhoMayNotMakeRolesIsToldTheRemedy() {
        cluster.asSuperuser("ALTER ROLE barkbase_admin NOCREATEROLE");
        assertThatThrownBy(() -> migrated("one", OWNER))
                .rootCause()
                .hasMessageContaining(
                        "The role barkbase_app does not exist and barkbase_admin may not create it; run as a"
                                + " superuser: ALTER ROLE barkbase_admin CREATEROLE;");
    }

    @Test
    void roleThatBypassesRowLevelSecurityIsRefused() {
        cluster.asSuperuser("CREATE ROLE barkbase_app BYPASSRLS");
        assertThatThrownBy(() -> migrated("one", OWNER))
                .rootCause()
                .hasMessageContaining(
                        "The role barkbase_app bypasses row-level security, so every tenant would see all");
    }

    @Test
    void rowsOfTheFirstMigrationKeepWhatTheySaid() {
        cluster.createDatabase("one", OWNER);
        try (Pool owner = cluster.login(OWNER, "one")) {
            Flyway.configure().dataSource(owner).target("1").load().migrate();
            FIRST_KENNEL.forEach(owner::update);
            TestCluster.migrate(owner);
            assertThat(owner.query(
                            "SELECT \"role\" || ' ' || \"name\" AS who FROM \"Membership\"" + OF_SOMEBODY,
                            row -> row.string("who")))
                    .containsExactly("MANAGER Olga Novak");
            assertThat(owner.query(
                            "SELECT concat_ws(' ', \"petId\", \"measuredOn\", \"weightKg\") AS kg FROM \"PetWeight\""
                                    + OF_SOMEBODY,
                            row -> row.string("kg")))
                    .containsExactly("00000000-0000-4000-8000-000000000004 2026-01-31 11.2"); // its day in Denver
        }
    }

    private static final String OF_SOMEBODY = " WHERE \"tenantId\" <> '00000000-0000-0000-0000-000000000000'";
    private static final List<String> FIRST_KENNEL = List.of("""
            INSERT INTO "Tenant" ("id", "name", "timeZone")
            VALUES ('00000000-0000-4000-8000-000000000001', 'Old Mill', 'America/Denver')
            """, """
            INSERT INTO "User" ("id", "email", "name")
            VALUES ('00000000-0000-4000-8000-000000000002', 'olga@oldmill.example', 'Olga Novak')
            """, """
            INSERT INTO "Membership" ("tenantId", "userId", "role")
            VALUES ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', 'manager')
            """, """
            INSERT INTO "Owner" ("tenantId", "id", "name")
            VALUES ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003', 'Iva')
            """, """
            WITH pet AS (
                INSERT INTO "Pet" ("tenantId", "id", "primaryOwnerId", "name", "species", "weightKg", "createdAt")
                VALUES ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000004',
                    '00000000-0000-4000-8000-000000000003', 'Bublina', 'dog', 11.2, '2026-02-01T02:00:00Z')
            )
            INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId")
            VALUES ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000004',
                '00000000-0000-4000-8000-000000000003')
            """);

    private static Pool migrated(String database, String owner) {
        cluster.createDatabase(database, owner);
        Pool pool = cluster.login(owner, database);
        try {
            TestCluster.migrate(pool);
            return pool;
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static String roleInScope(Pool owner) {
        return owner.asTenant(UUID.randomUUID())
                .query("SELECT current_user::text AS role")
                .first()
                .orElseThrow()
                .string("role");
    }
}
