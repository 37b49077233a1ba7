package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PoolIT {
    private static KennelDatabase database;
    private static Pool pool;

    @BeforeAll
    static void open() throws SQLException {
        database = KennelDatabase.create(PoolIT.class);
        pool = Pool.open(database.asOwner());
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    record Pet(int id, String name) {
        static Pet from(Row row) {
            return new Pet(row.integer("id"), row.string("name"));
        }
    }

    @Test
    void runsTheSpecificationsSample() {
        Result result = pool.query("SELECT * FROM \"Pet\" WHERE \"tenantId\" = $1", KennelDatabase.HAPPY_PAWS);

        assertThat(result.rowCount()).isEqualTo(2);
        assertThat(result.rows()).extracting(row -> row.string("name")).containsExactlyInAnyOrder("Rex", "Bella");
    }

    @Test
    void mapsRowsToObjects() {
        List<Pet> pets = pool.query(
                "select id, name from \"Pet\" where \"tenantId\" = $1 order by id",
                Pet::from,
                KennelDatabase.HAPPY_PAWS);

        assertThat(pets).containsExactly(new Pet(1, "Rex"), new Pet(2, "Bella"));
    }

    @Test
    void readsEachTypeThatAServiceUses() {
        UUID id = UUID.randomUUID();
        Instant when = Instant.parse("2026-11-23T14:48:33.123456Z");
        Row row = pool.query(
                        """
                        select $1::text as text, $2::int as int, $3::bigint as bigint, $4::boolean as bool,
                               $5::numeric as numeric, $6::uuid as uuid, $7::date as date, $8::timestamptz as instant,
                               $9::bytea as bytes, $10::float8 as float, 'infinity'::timestamptz as forever,
                               $11::int as nothing, $12::text[] as list
                        """,
                        "Zoë 'the' \\ \"dog\"",
                        -7,
                        1L << 40,
                        true,
                        new BigDecimal("12.50"),
                        id,
                        LocalDate.of(2024, 2, 29),
                        when,
                        new byte[] {0, -1, 42},
                        0.1,
                        null,
                        Arrays.asList("a,b", "\"", null, "{}"))
                .first()
                .orElseThrow();

        assertThat(row.string("text")).isEqualTo("Zoë 'the' \\ \"dog\"");
        assertThat(row.integer("int")).isEqualTo(-7);
        assertThat(row.bigint("bigint")).isEqualTo(1L << 40);
        assertThat(row.bool("bool")).isTrue();
        assertThat(row.decimal("numeric")).isEqualTo(new BigDecimal("12.50"));
        assertThat(row.uuid("uuid")).isEqualTo(id);
        assertThat(row.date("date")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(row.instant("instant")).isEqualTo(when);
        assertThat(row.get("bytes", byte[].class)).containsExactly(0, -1, 42);
        assertThat(row.get("float", Double.class)).isEqualTo(0.1);
        assertThat(row.instant("forever")).isEqualTo(Instant.MAX);
        assertThat(row.orNull("nothing", Integer.class)).isNull();
        assertThat(row.string("list")).isEqualTo("{\"a,b\",\"\\\"\",NULL,\"{}\"}");
    }

    @Test
    void takesAListAsAnArray() {
        assertThat(pool.query("select id from \"Pet\" where name = any($1)", List.of("Rex", "Mitzi"))
                        .rowCount())
                .isEqualTo(2);
    }

    @Test
    void countsWhatItChanged() {
        long inserted =
                pool.update("insert into \"Pet\" values ($1, 90, 'a'), ($1, 91, 'b')", KennelDatabase.CAT_CASTLE);
        long deleted = pool.update("delete from \"Pet\" where id >= $1", 90);

        assertThat(inserted).isEqualTo(2);
        assertThat(deleted).isEqualTo(2);
    }

    @Test
    void keepsTheQuestionMarkAsAnOperator() {
        assertThat(pool.query("select '{\"a\":1}'::jsonb ? $1 as has", "a")
                        .rows()
                        .get(0)
                        .bool("has"))
                .isTrue();
    }

    @Test
    void tellsAPlaceholderWithoutAType() {
        assertThatThrownBy(() -> pool.query("select 1 where $1 is null", "x"))
                .isInstanceOf(StatementException.class)
                .hasMessage("PostgreSQL refused the statement (42P18): could not determine data type of parameter $1.");
        assertThatThrownBy(() -> pool.query(
                        "select substr(name, $1::int), count(*) from \"Pet\" group by substr(name, $1::int)", 1))
                .isInstanceOf(StatementException.class)
                .extracting(e -> ((DbException) e).sqlState())
                .isEqualTo("42803");
    }

    @Test
    void listsTheColumnsThereAreWhenOneIsNotFound() {
        Row row = pool.query("select 1 as id, null as name, 'x' as kind").rows().get(0);

        assertThatThrownBy(() -> row.string("nmae"))
                .hasMessage("There is no column \"nmae\". Columns: id, name, kind.");
        assertThatThrownBy(() -> row.string("name"))
                .hasMessage("Column \"name\" is null and a String is asked for: use orNull. Columns: id, name, kind.");
        assertThatThrownBy(() -> row.integer("kind"))
                .hasMessage("Column \"kind\" does not hold a Integer. Columns: id, name, kind.");
    }

    @Test
    void commitsWhenTheFunctionReturnsAndRollsBackWhenItThrows() {
        pool.inTransaction(tx -> tx.update("insert into \"Pet\" values ($1, 50, 'kept')", KennelDatabase.CAT_CASTLE));
        assertThatThrownBy(() -> pool.inTransaction(tx -> {
                    tx.update("insert into \"Pet\" values ($1, 51, 'lost')", KennelDatabase.CAT_CASTLE);
                    throw new java.io.IOException("the printer is out of paper");
                }))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("the printer is out of paper");

        assertThat(pool.query("select name from \"Pet\" where id in (50, 51)").rows())
                .extracting(row -> row.string("name"))
                .containsExactly("kept");
        pool.update("delete from \"Pet\" where id = 50");
    }

    @Test
    void refusesToCommitATransactionWhoseErrorWasCaughtInside() {
        assertThatThrownBy(() -> pool.inTransaction(tx -> {
                    assertThatThrownBy(() -> tx.query("select 1/0")).isInstanceOf(StatementException.class);
                    return "fine";
                }))
                .isInstanceOf(StatementException.class)
                .hasMessage("The transaction cannot be committed: a statement of it failed (25P02), and the error was"
                        + " caught inside inTransaction. Nothing took effect.");
    }

    @Test
    void refusesATransactionThatIsOver() {
        Statements[] escaped = new Statements[1];
        pool.inTransaction(tx -> {
            escaped[0] = tx;
            return tx.query("select 1");
        });

        assertThatThrownBy(() -> escaped[0].query("select 1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The transaction is over: it lives as long as inTransaction's function.");
    }

    @Test
    void leavesTransactionsToInTransaction() {
        assertThatThrownBy(() -> pool.query("begin"))
                .hasMessage("BEGIN is not sent as a statement: inTransaction begins, commits and rolls back,"
                        + " and on a JDBC connection its own methods do.");
    }

    @Test
    void countsTheValues() {
        assertThatThrownBy(() -> pool.query("select $1::int + $3::int", 1, 2))
                .hasMessage("The statement takes 3 value(s), up to $3, and 2 were given.");
    }

    @Test
    void survivesAnAlterOfATableWhoseStatementIsPrepared() {
        String sql = "select * from \"Pet\" where id = $1";
        try (Pool other = Pool.open(database.asOwner())) {
            for (int i = 0; i < 12; i++) {
                pool.query(sql, 1);
            }
            other.update("alter table \"Pet\" add column extra int");
            assertThat(pool.query(sql, 1).rows().get(0).columns()).contains("extra");

            pool.inTransaction(tx -> {
                for (int i = 0; i < 12; i++) {
                    tx.query(sql, 1);
                }
                return 0;
            });
            other.update("alter table \"Pet\" drop column extra");
            assertThat(pool.<Result, RuntimeException>inTransaction(tx -> tx.query(sql, 1))
                            .rows()
                            .get(0)
                            .columns())
                    .doesNotContain("extra");
        }
    }
}
