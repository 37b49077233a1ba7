package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * PostgreSQL itself is the oracle: what the db-layer makes of a statement is held against what the server makes of the
 * same text where no driver has touched it. Many statements share a round trip, each way.
 */
@Timeout(300)
class SqlLexerIT {
    /** Others by {@code -Dlexer.seed=…} and {@code -Dlexer.statements=…}. */
    private static final long SEED = Long.getLong("lexer.seed", 20261123);

    private static final int STATEMENTS = Integer.getInteger("lexer.statements", 100_000);
    private static final int STATEMENTS_PER_ROUND_TRIP = 200;
    /** The values of $1, $2 and $3 in {@link RandomSql}. */
    private static final List<String> VALUES = List.of("7", "?;$1'\\", "{\"a\": 1}");
    /** Indeterminate and ambiguous types, as of {@code -$1}. */
    private static final Set<String> UNTYPED = Set.of("42P18", "42725");

    private static KennelDatabase database;
    private static Pool pool;
    private static ServerReading server;

    private final Map<String, Integer> outcomes = new TreeMap<>();

    /** A statement that both sides accept. */
    private record Accepted(String written, Sql sql, ServerReading.Answer answer) {}

    @BeforeAll
    static void open() throws Exception {
        database = KennelDatabase.create(SqlLexerIT.class);
        pool = Pool.open(database.asOwner());
        server = ServerReading.open(database, VALUES);
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
        pool.close();
    }

    @Test
    void readsEveryStatementAsTheServerDoes() throws Exception {
        System.out.println("SqlLexerIT: " + STATEMENTS + " statements, -Dlexer.seed=" + SEED);
        RandomSql random = new RandomSql(SEED);
        for (int left = STATEMENTS; left > 0; left -= STATEMENTS_PER_ROUND_TRIP) {
            compare(Stream.generate(random::next)
                    .limit(Math.min(left, STATEMENTS_PER_ROUND_TRIP))
                    .toList());
        }
        System.out.println("SqlLexerIT: " + outcomes);
        assertThat(outcomes.get("same answer"))
                .as("statements that both accept")
                .isGreaterThan(STATEMENTS / 2);
        assertThat(outcomes.get("second statement"))
                .as("refused second statements")
                .isGreaterThan(STATEMENTS / 60);
        assertThat(outcomes.getOrDefault("misread by the driver", 0))
                .as("statements that only the driver cannot take")
                .isLessThan(STATEMENTS / 200);
    }

    private void compare(List<String> statements) throws Exception {
        List<ServerReading.Answer> answers = server.read(statements);
        List<Accepted> accepted = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            String written = statements.get(i);
            try {
                Sql sql = new SqlLexer(written).read();
                if (answers.get(i).error() == null) {
                    accepted.add(new Accepted(written, sql, answers.get(i)));
                } else {
                    expectRefusal(written, sql, answers.get(i));
                }
            } catch (IllegalArgumentException e) {
                count(judge(written, answers.get(i), String.valueOf(e.getMessage())));
            }
        }
        expectSameAnswers(accepted);
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private void expectRefusal(String written, Sql sql, ServerReading.Answer answer) {
        assertThatThrownBy(() -> pool.query(written, (Object[]) values(sql)))
                .as("%s, of which PostgreSQL says: %s", written, answer.error())
                .isInstanceOfAny(StatementException.class, IllegalArgumentException.class);
        count("refused by the server");
    }

    /** Where we refuse, the server must, unless it is the driver that stands between. */
    private static String judge(String written, ServerReading.Answer answer, String refusal) {
        if (refusal.startsWith("The PostgreSQL driver would misread")) {
            return "misread by the driver";
        }
        assertThat(answer.error())
                .as("PostgreSQL accepts %s, but: %s", written, refusal)
                .isNotNull();
        if (refusal.startsWith("One statement a call") || refusal.endsWith("has no end.")) {
            // A syntax error, unless the server finds a string's bad escape (class 22) before it.
            assertThat(answer.error()).as("what %s is", written).matches("(?s)(42601|22...) .*");
        }
        return refusal.startsWith("One statement a call") ? "second statement" : "refused by both";
    }

    /** Halves what fails until the statement is found that does. */
    private void expectSameAnswers(List<Accepted> accepted) {
        try {
            assertThat(answers(accepted))
                    .isEqualTo(accepted.stream().map(Accepted::answer).toList());
            accepted.forEach(statement -> count("same answer"));
        } catch (SQLException | AssertionError e) {
            if (accepted.size() == 1) {
                count(judge(accepted.get(0), e));
                return;
            }
            expectSameAnswers(accepted.subList(0, accepted.size() / 2));
            expectSameAnswers(accepted.subList(accepted.size() / 2, accepted.size()));
        }
    }

    /** Two {@code $1} are two placeholders to the server, which infers the type of each alone: the README says so. */
    private static String judge(Accepted statement, Throwable difference) {
        List<Integer> order = statement.sql().order();
        boolean repeats = order.stream().distinct().count() < order.size();
        return repeats && difference instanceof SQLException refusal && UNTYPED.contains(refusal.getSQLState())
                ? "untyped where repeated"
                : fail("PostgreSQL reads otherwise what was written as " + statement, difference);
    }

    /** As a tenant's scope sends its statement between others: the driver must find where each one ends. */
    private static List<ServerReading.Answer> answers(List<Accepted> accepted) throws SQLException {
        String together = accepted.stream()
                .map(statement -> statement.sql().text())
                .collect(Collectors.joining("\n; ", "", "\n; COMMIT"));
        try (Connection connection = pool.getConnection();
                PreparedStatement statements = connection.prepareStatement(together)) {
            int bound = 0;
            for (Accepted statement : accepted) {
                for (int index : statement.sql().order()) {
                    statements.setString(++bound, values(statement.sql())[index]);
                }
            }
            statements.execute();
            List<ServerReading.Answer> answers = new ArrayList<>();
            for (Accepted statement : accepted) {
                answers.add(answer(statement.sql(), statements.getResultSet()));
                statements.getMoreResults();
            }
            assertThat(statements.getResultSet()).as("the COMMIT's rows").isNull();
            return answers;
        }
    }

    private static ServerReading.Answer answer(Sql sql, ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return new ServerReading.Answer(sql.parameters(), names, rows, null);
    }

    private static String[] values(Sql sql) {
        return Arrays.copyOf(VALUES.toArray(String[]::new), sql.parameters());
    }
}
