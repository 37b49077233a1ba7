package com.barkbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.StatementException;
import com.barkbase.db.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database holds of a kennel's staff. */
class MembershipIT {

    private static final String LEAVE = "UPDATE \"Membership\" SET \"removedAt\" = now() WHERE \"userId\" = $1";

    private final UUID kennel = UUID.randomUUID();
    private UUID nora;

    @BeforeEach
    void openKennel() {
        Kennels.owner()
                .update(
                        "INSERT INTO \"Tenant\" (\"id\", \"name\", \"timeZone\") VALUES ($1, 'Old Mill', 'UTC')",
                        kennel);
        nora = add("nora", "OWNER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE \"Membership\" SET \"role\" = 'MANAGER' WHERE \"userId\" = $1",
                LEAVE,
                "DELETE FROM \"Membership\" WHERE \"userId\" = $1",
                "UPDATE \"Membership\" SET \"tenantId\" = 'a1000000-0000-4000-8000-000000000001' WHERE \"userId\" = $1"
            })
    void lastOwnerStaysWhoeverAsks(String statement) {
        add("otto", "MANAGER");
        assertThatThrownBy(() -> Kennels.owner().update(statement, nora))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo("Membership_last_owner"))
                .hasMessageContaining("the last OWNER of a kennel stays")
                .hasMessageContaining("Make someone else an OWNER first.");
    }

    @Test
    void ownerMayGoWhereAnotherStays() {
        add("otto", "OWNER");
        assertThat(Kennels.services().asTenant(kennel).update(LEAVE, nora)).isEqualTo(1);
    }

    @Test
    void ownerWhoHasLeftDoesNotCountAsOne() {
        UUID otto = add("otto", "OWNER");
        Kennels.services().asTenant(kennel).update(LEAVE, otto);
        assertThatThrownBy(() -> Kennels.services().asTenant(kennel).update(LEAVE, nora))
                .hasMessageContaining("the last OWNER of a kennel stays");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void ofTwoOwnersWhoLeaveAtTheSameTimeOneStays(int isolation) throws Exception {
        UUID otto = add("otto", "OWNER");
        CountDownLatch noraIsGoing = new CountDownLatch(1);
        CountDownLatch ottoWaits = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> leave(isolation, nora, noraIsGoing, ottoWaits));
            await(noraIsGoing);
            var second = threads.submit(() -> leave(isolation, otto, new CountDownLatch(1), new CountDownLatch(0)));
            awaitSomeoneWaiting();
            ottoWaits.countDown();
            first.get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState())
                                    .isEqualTo(isolation == Connection.TRANSACTION_READ_COMMITTED ? "23001" : "40001"));
        }
        assertThat(role(otto)).isEqualTo("OWNER");
    }

    /** Over JDBC, since a transaction of the pool's own has read before one could choose its isolation. */
    private static boolean leave(int isolation, UUID user, CountDownLatch gone, CountDownLatch commit)
            throws SQLException {
        try (Connection connection = Kennels.owner().getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(isolation);
            try (PreparedStatement statement = connection.prepareStatement(LEAVE.replace("$1", "?"))) {
                statement.setObject(1, user);
                statement.executeUpdate();
            }
            gone.countDown();
            await(commit);
            connection.commit();
            return true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** As the services, since both connections of the owner are in use by then. */
    private static void awaitSomeoneWaiting() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Kennels.services()
                .query("SELECT 1 FROM pg_locks WHERE NOT granted")
                .rows()
                .isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void personOfAnotherKennelIsAddedWithoutTellingWhatThatOneCallsThem() {
        UUID known = add(Kennels.HARBOR, "quinn@example.com", "Quinn of Harbor", "STAFF");
        UUID added = add(kennel, "QUINN@example.com", "Q.", "VIEWER");
        assertThat(added).isEqualTo(known);
        Statements scope = Kennels.services().asTenant(kennel);
        assertThat(scope.query(
                        "SELECT \"name\" FROM \"Membership\" WHERE \"userId\" = $1", row -> row.string("name"), added))
                .containsExactly("Q.");
        assertThatThrownBy(() -> scope.query("SELECT \"name\" FROM \"User\""))
                .hasMessageContaining("permission denied");
    }

    @Test
    void memberIsAddedOnceAndTakenBackAfterLeaving() {
        UUID otto = add("otto", "STAFF");
        assertThatThrownBy(() -> add("otto", "OWNER"))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        refused -> assertThat(refused.constraint()).isEqualTo("Membership_pkey"));
        Kennels.services().asTenant(kennel).update(LEAVE, otto);
        assertThat(add("otto", "VIEWER")).isEqualTo(otto);
        assertThat(role(otto)).isEqualTo("VIEWER");
    }

    @Test
    void nobodyIsAddedWithoutATenant() {
        assertThatThrownBy(() -> Kennels.services().query("SELECT add_member('a@b.example', 'A', 'OWNER')"))
                .hasMessageContaining("no tenant in scope");
    }

    @Test
    void serviceCannotMakeAMemberPastTheFunction() {
        assertThatThrownBy(() -> Kennels.services().asTenant(kennel).update("""
                        INSERT INTO "Membership" ("tenantId", "userId", "role", "name")
                        VALUES ($1, $2, 'OWNER', 'Mallory')
                        """, kennel, nora))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> Kennels.services()
                        .asTenant(kennel)
                        .update("UPDATE \"Membership\" SET \"userId\" = $1", UUID.randomUUID()))
                .hasMessageContaining("permission denied");
    }

    private UUID add(String name, String role) {
        return add(kennel, name + "@" + kennel + ".example", name, role);
    }

    private static UUID add(UUID tenant, String email, String name, String role) {
        return Kennels.services()
                .asTenant(tenant)
                .query("SELECT add_member($1, $2, $3) AS id", row -> row.uuid("id"), email, name, role)
                .getFirst();
    }

    private String role(UUID user) {
        return Kennels.services()
                .asTenant(kennel)
                .query(
                        "SELECT \"role\" FROM \"Membership\" WHERE \"userId\" = $1 AND \"removedAt\" IS NULL",
                        row -> row.string("role"),
                        user)
                .getFirst();
    }
}
