package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * PostgreSQL itself is the oracle: what the db-layer makes of a statement is held against what the server makes of the
 * same text where no driver has touched it.
 */
@Timeout(300)
class SqlLexerIT {
    private static final long SEED = 20261123;
    private static final int STATEMENTS = 6_000;
    /** The values of $1, $2 and $3 in {@link RandomSql}. */
    private static final List<String> VALUES = List.of("7", "?;$1'\\", "{\"a\": 1}");

    private static KennelDatabase database;
    private static Pool pool;
    private static ServerReading server;

    @BeforeAll
    static void open() throws Exception {
        database = KennelDatabase.create(SqlLexerIT.class);
        pool = Pool.open(database.asOwner());
        server = ServerReading.open(database);
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
        pool.close();
    }

    @Test
    void readsEveryStatementAsTheServerDoes() throws Exception {
        System.out.println("SqlLexerIT: seed " + SEED + ", " + STATEMENTS + " statements");
        RandomSql random = new RandomSql(SEED);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < STATEMENTS; i++) {
            outcomes.merge(compare(random.next()), 1, Integer::sum);
        }
        System.out.println("SqlLexerIT: " + outcomes);
        assertThat(outcomes.get("same rows")).as("statements that both accept").isGreaterThan(STATEMENTS / 2);
        assertThat(outcomes.get("second statement"))
                .as("refused second statements")
                .isGreaterThan(100);
    }

    private static String compare(String sql) throws Exception {
        ServerReading.Answer expected = server.read(sql, VALUES);
        Result actual;
        try {
            actual = pool.query(sql, (Object[]) values(expected.parameters()));
        } catch (StatementException e) {
            assertThat(expected.error())
                    .as("PostgreSQL accepts %s, but: %s", sql, e)
                    .isNotNull();
            return "refused by the server";
        } catch (IllegalArgumentException e) {
            return judge(sql, expected, String.valueOf(e.getMessage()));
        }
        assertThat(expected.error()).as("PostgreSQL refuses %s", sql).isNull();
        assertThat(actual.rows().get(0).columns()).as("columns of %s", sql).isEqualTo(expected.columns());
        assertThat(rows(actual)).as("rows of %s", sql).isEqualTo(expected.rows());
        return "same rows";
    }

    /** Where we refuse, the server must, and for that very reason. */
    private static String judge(String sql, ServerReading.Answer expected, String refusal) {
        String error = expected.error();
        if (error == null) {
            return fail("PostgreSQL accepts %s, but: %s", sql, refusal);
        }
        if (refusal.startsWith("One statement a call")) {
            return isTwoStatements(error) ? "second statement" : "refused by the server";
        }
        if (refusal.endsWith("has no end.")) {
            assertThat(error).as("what %s is", sql).startsWith("42601 ");
            return "unterminated";
        }
        return refusal.startsWith("The statement takes") ? "refused by the server" : fail("%s: %s", sql, refusal);
    }

    /** A cursor takes no two; what follows a semicolon may also be a fault that the server tells first. */
    private static boolean isTwoStatements(String error) {
        return error.startsWith("42P11 cannot open multi-query plan as cursor") || error.startsWith("42601 ");
    }

    private static String[] values(int count) {
        return VALUES.subList(0, Math.min(count, VALUES.size())).toArray(String[]::new);
    }

    private static List<List<@Nullable String>> rows(Result result) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Row row : result) {
            List<@Nullable String> values = new ArrayList<>();
            for (String column : row.columns()) {
                values.add(row.orNull(column, String.class));
            }
            rows.add(values);
        }
        return rows;
    }
}
