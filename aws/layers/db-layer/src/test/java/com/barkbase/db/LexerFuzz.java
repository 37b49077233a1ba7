package com.barkbase.db;

import com.barkbase.db.FuzzTally.Fault;
import java.io.IOException;
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
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL itself is the oracle: what the db-layer makes of a statement is held against what the server makes of the
 * same text where no driver has touched it. Many statements share a round trip, each way.
 */
public final class LexerFuzz implements Fuzz {
    private static final int STATEMENTS_PER_ROUND_TRIP = 200;
    /** The values of $1, $2 and $3 in {@link RandomSql}. */
    private static final List<String> VALUES = List.of("7", "?;$1'\\", "{\"a\": 1}");
    /** Indeterminate and ambiguous types, as of {@code -$1}. */
    private static final Set<String> UNTYPED = Set.of("42P18", "42725");

    /** Of one parameter, as in {@code $1 || 'a', $1::int}. */
    private static final String TWO_TYPES = "42P08 ";

    private final Pool pool;
    private final ServerReading server;
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /** A statement that both sides accept. */
    private record Accepted(String written, Sql sql, ServerReading.Answer answer) {}

    /** Starts a server. */
    public LexerFuzz() throws SQLException, IOException {
        KennelDatabase database = KennelDatabase.create(LexerFuzz.class);
        this.pool = Pool.open(database.asOwner());
        this.server = ServerReading.open(database, VALUES);
    }

    @Override
    public String part() {
        return "$n lexer";
    }

    /** How many statements came to what. */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    @Override
    public void attack(RandomGenerator random, int inputs, FuzzTally tally) throws IOException {
        RandomSql sql = new RandomSql(random);
        for (int left = inputs; left > 0; left -= STATEMENTS_PER_ROUND_TRIP) {
            compare(
                    Stream.generate(sql::next)
                            .limit(Math.min(left, STATEMENTS_PER_ROUND_TRIP))
                            .toList(),
                    tally);
        }
    }

    private void compare(List<String> statements, FuzzTally tally) throws IOException {
        List<ServerReading.Answer> answers = server.read(statements);
        List<Accepted> accepted = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            String written = statements.get(i);
            ServerReading.Answer answer = answers.get(i);
            long start = tally.start();
            try {
                Sql sql = new SqlLexer(written).read();
                tally.tried(start);
                if (answer.error() == null) {
                    accepted.add(new Accepted(written, sql, answer));
                } else {
                    expectRefusal(written, sql, answer, tally);
                }
            } catch (IllegalArgumentException e) {
                tally.tried(start);
                tally.message(() -> written, String.valueOf(e.getMessage()));
                count(judge(written, answer, String.valueOf(e.getMessage()), tally));
            } catch (RuntimeException | StackOverflowError e) {
                tally.found(Fault.UNTYPED_ERROR, written, e.toString());
            }
        }
        expectSameAnswers(accepted, tally);
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private void expectRefusal(String written, Sql sql, ServerReading.Answer answer, FuzzTally tally) {
        try {
            pool.query(written, (Object[]) values(sql));
            if (isRepeated(sql) && String.valueOf(answer.error()).startsWith(TWO_TYPES)) {
                count("of two types where repeated");
            } else {
                tally.found(Fault.WRONG_ANSWER, written, "it is run, but PostgreSQL refuses it: " + answer.error());
            }
        } catch (StatementException | IllegalArgumentException refused) {
            count("refused by the server");
        } catch (RuntimeException e) {
            tally.found(Fault.UNTYPED_ERROR, written, e.toString());
        }
    }

    /** Where we refuse, the server must, unless it is the driver that stands between. */
    private static String judge(String written, ServerReading.Answer answer, String refusal, FuzzTally tally) {
        if (refusal.startsWith("The PostgreSQL driver would misread")) {
            return "misread by the driver";
        }
        boolean second = refusal.startsWith("One statement a call");
        String error = answer.error();
        if (error == null) {
            tally.found(Fault.WRONG_ANSWER, written, "PostgreSQL accepts it, but: " + refusal);
        } else if ((second || refusal.endsWith("has no end.")) && !error.matches("(?s)(42601|22...) .*")) {
            // A syntax error, unless the server finds a string's bad escape (class 22) before it.
            tally.found(Fault.WRONG_ANSWER, written, "PostgreSQL says " + error + ", but: " + refusal);
        }
        return second ? "second statement" : "refused by both";
    }

    /** Halves what fails until the statement is found that does. */
    private void expectSameAnswers(List<Accepted> accepted, FuzzTally tally) {
        String difference = difference(accepted);
        if (difference == null) {
            accepted.forEach(statement -> count("same answer"));
        } else if (accepted.size() > 1) {
            expectSameAnswers(accepted.subList(0, accepted.size() / 2), tally);
            expectSameAnswers(accepted.subList(accepted.size() / 2, accepted.size()), tally);
        } else if (isUntypedRepetition(accepted.get(0), difference)) {
            count("untyped where repeated");
        } else {
            tally.found(Fault.WRONG_ANSWER, accepted.get(0).written(), "PostgreSQL reads otherwise: " + difference);
        }
    }

    /** Two {@code $1} are two placeholders to the server, which infers the type of each alone: the README says so. */
    private static boolean isUntypedRepetition(Accepted statement, String difference) {
        return isRepeated(statement.sql()) && UNTYPED.contains(difference.split(" ", 2)[0]);
    }

    private static boolean isRepeated(Sql sql) {
        return sql.order().stream().distinct().count() < sql.order().size();
    }

    private @Nullable String difference(List<Accepted> accepted) {
        try {
            List<ServerReading.Answer> ours = answers(accepted);
            List<ServerReading.Answer> expected =
                    accepted.stream().map(Accepted::answer).toList();
            return ours.equals(expected) ? null : ours + " and not " + expected;
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    /** As a tenant's scope sends its statement between others: the driver must find where each one ends. */
    private List<ServerReading.Answer> answers(List<Accepted> accepted) throws SQLException {
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
            if (statements.getResultSet() != null) {
                throw new SQLException("the COMMIT has rows", "more");
            }
            return answers;
        }
    }

    private static ServerReading.Answer answer(Sql sql, @Nullable ResultSet result) throws SQLException {
        if (result == null) {
            throw new SQLException("there is no answer to it", "fewer");
        }
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

    @Override
    public void close() throws SQLException {
        server.close();
        pool.close();
    }
}
