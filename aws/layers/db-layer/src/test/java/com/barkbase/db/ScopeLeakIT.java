package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.CAT_CASTLE;
import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways that a scoped statement has left its scope, or could: with the owner's login it would then see every tenant. */
@Timeout(60)
class ScopeLeakIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Pool pool;

    @BeforeEach
    void open() throws SQLException {
        pool = Pool.open(with(KennelDatabase.create(ScopeLeakIT.class).asOwner(), "DB_POOL_MAX", "1"));
    }

    @AfterEach
    void close() {
        pool.close();
        threads.shutdownNow();
    }

    /** To the server each is one statement and a comment; the driver's own lexer sees a COMMIT in them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select name from \"Pet\" /*/ ' */ -- ' ; commit; select name from \"Pet\"",
                "select name,\u000bE'\\''-- ';commit;select name\n from \"Pet\"",
                "select name, E'a'\n'\\'' -- '; commit; select name from \"Pet\" --'\n from \"Pet\"",
                "select name, E'''\\'' -- '; commit; select name from \"Pet\" --'\n from \"Pet\""
            })
    void seesTheCommentThatTheDriverWouldNot(String statement) {
        assertThat(pool.asTenant(HAPPY_PAWS).query(statement, row -> row.string("name")))
                .containsExactlyInAnyOrder("Bella", "Rex");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select name as \uD83D\uDC36$$ from \"Pet\" -- $$ ; commit; select name from \"Pet\"",
                "select name, {d '2026-01-01'} from \"Pet\""
            })
    void refusesWhatTheDriverWouldSplitOrRewrite(String statement) {
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query(statement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The PostgreSQL driver would misread this statement: it takes braces for its own and, in a"
                        + " name, a $ after a character that is no letter for the start of a string. Put such a name"
                        + " into double quotes.");
    }

    @Test
    void refusesQuotesWhoseMeaningTheSessionHasChanged() {
        pool.update("set standard_conforming_strings = off");

        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS)
                        .query("select name from \"Pet\" where name <> '\\''; commit; select name from \"Pet\" --'"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The session runs with standard_conforming_strings = off, and quotes then do not end where"
                        + " they seem to: leave it on, in the session, the role and the database.");
    }

    @Test
    void staysInScopeAfterAFirstStatementThatWasNeverSent() {
        List<String> names = pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
            assertThatThrownBy(() -> tx.query("select name from \"Pet\" where id = $1", (Object) new int[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("An array parameter is a List, such as List.of(1, 2), not a int[].");
            return tx.query("select name from \"Pet\" order by name", row -> row.string("name"));
        });

        assertThat(names).containsExactly("Bella", "Rex");
    }

    @Test
    void finishesAnotherThreadsStatementBeforeTheTransactionEnds() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        Future<Result> late = pool.asTenant(HAPPY_PAWS).inTransaction(tx -> {
            tx.query("select 1");
            Object valueThatTakesItsTime = new Object() {
                @Override
                public String toString() {
                    sending.countDown();
                    pause();
                    return "1";
                }
            };
            Future<Result> started =
                    threads.submit(() -> tx.query("select name from \"Pet\" where id >= $1", valueThatTakesItsTime));
            await(sending);
            return started;
        });

        assertThat(late.get().rows()).extracting(row -> row.string("name")).containsExactlyInAnyOrder("Bella", "Rex");
    }

    @Test
    void leavesNoTableForTheNextTenant() {
        assertThatThrownBy(() -> pool.asTenant(HAPPY_PAWS).query("select * into temp mine from \"Pet\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A tenant-scoped statement makes no table: one made by SELECT … INTO would outlive the scope"
                                + " and be seen by the next tenant. Use a WITH query.");
        assertThat(pool.asTenant(CAT_CASTLE)
                        .query("select 1 as into, x.into from (select 2 as into) x")
                        .rowCount())
                .isEqualTo(1);
    }

    @Test
    void setsTheScopeWithPostgresOwnFunction() {
        pool.update("create schema evil");
        pool.update("create function evil.set_config(text, text, boolean) returns text language sql as 'select $2'");
        pool.update("grant usage on schema evil to public");
        pool.update("set search_path = evil, pg_catalog, public");

        assertThat(pool.asTenant(HAPPY_PAWS).query("select * from \"Pet\"").rowCount())
                .isEqualTo(2);
    }

    @Test
    void givesAJdbcConnectionsSettingsLocksAndTablesToNobody() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema archive");
            statement.execute("create table archive.\"Pet\" as select * from \"Pet\"");
            statement.execute("grant usage on schema archive to public");
            statement.execute("grant select on archive.\"Pet\" to public");
            connection.setSchema("archive");
            statement.execute("select pg_advisory_lock(1)");
            statement.execute("listen kennel");
            statement.execute("create temp table mine as select * from \"Pet\"");
            statement.execute("set role barkbase_app");
        }

        assertThat(pool.asTenant(HAPPY_PAWS).query("select * from \"Pet\"").rowCount())
                .isEqualTo(2);
        Row left = pool.query("select current_user as role, current_setting('search_path') as path,"
                        + " (select count(*) from pg_locks where locktype = 'advisory') as locks,"
                        + " (select count(*) from pg_listening_channels()) as channels,"
                        + " to_regclass('mine')::text as mine")
                .rows()
                .get(0);
        assertThat(left.string("role")).isEqualTo("barkbase_admin");
        assertThat(left.string("path")).isEqualTo("\"$user\", public");
        assertThat(left.bigint("locks")).isZero();
        assertThat(left.bigint("channels")).isZero();
        assertThat(left.orNull("mine", String.class)).isNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Long enough for the function to return and the transaction to end, were nothing to hold it. */
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
