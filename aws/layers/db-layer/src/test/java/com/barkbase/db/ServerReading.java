package com.barkbase.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL makes of statements that no driver has touched: it prepares their texts as they are written. */
final class ServerReading implements AutoCloseable {
    private static final int INFERRED = 0;
    private static final int TEXT = 25;
    /** Table, column's number, type, its size, its modifier and format. */
    private static final int COLUMN_DETAIL_BYTES = 18;
    /** Said of a parameter that is left out, such as {@code $1} where only {@code $2} is used. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("42P18 could not determine data type of parameter \\$(\\d+)");

    private final RawSession session;
    private final List<String> values;

    /** @param error SQLSTATE and message; null where the server accepts the statement */
    record Answer(
            int parameters,
            List<String> columns,
            List<List<@Nullable String>> rows,
            @Nullable String error) {}

    /** One statement on its way to an answer. */
    private static final class Reading {
        private final String name;
        private final String sql;
        private final List<Integer> types = new ArrayList<>();
        private final List<String> columns = new ArrayList<>();
        private final List<List<@Nullable String>> rows = new ArrayList<>();
        private int parameters;
        private @Nullable String error;

        private Reading(String name, String sql) {
            this.name = name;
            this.sql = sql;
        }

        private Answer answer() {
            return new Answer(parameters, columns, rows, error);
        }
    }

    private ServerReading(RawSession session, List<String> values) {
        this.session = session;
        this.values = values;
    }

    /** @param values of {@code $1}, {@code $2} and so on in every statement; null beyond them */
    static ServerReading open(KennelDatabase database, List<String> values) throws SQLException, IOException {
        return new ServerReading(RawSession.open(database.name()), values);
    }

    /** Prepares them all in one round trip, and runs in another those that the server accepts. */
    List<Answer> read(List<String> statements) throws IOException {
        List<Reading> readings = IntStream.range(0, statements.size())
                .mapToObj(i -> new Reading("s" + i, statements.get(i)))
                .toList();
        List<Reading> open = readings;
        while (!open.isEmpty()) {
            prepare(open);
            open = open.stream().filter(ServerReading::declaresWhatIsLeftOut).toList();
        }
        run(readings.stream().filter(reading -> reading.error == null).toList());
        return readings.stream().map(Reading::answer).toList();
    }

    private void prepare(List<Reading> readings) throws IOException {
        for (Reading reading : readings) {
            session.parse(reading.name, reading.sql, reading.types);
            session.sync();
        }
        receive(readings);
    }

    private static boolean declaresWhatIsLeftOut(Reading reading) {
        Matcher leftOut = LEFT_OUT.matcher(String.valueOf(reading.error));
        if (!leftOut.matches()) {
            return false;
        }
        int index = Integer.parseInt(leftOut.group(1)) - 1;
        reading.types.addAll(Collections.nCopies(Math.max(0, index + 1 - reading.types.size()), INFERRED));
        reading.types.set(index, TEXT);
        reading.error = null;
        return true;
    }

    private void run(List<Reading> readings) throws IOException {
        for (Reading reading : readings) {
            session.run(reading.name, firstValues(reading.parameters));
            session.sync();
        }
        for (Reading reading : readings) {
            session.forget(reading.name);
        }
        session.sync();
        receive(readings);
        receive(new Reading("", "what the forgetting is answered"));
    }

    private List<@Nullable String> firstValues(int count) {
        List<@Nullable String> first = new ArrayList<>(values.subList(0, Math.min(count, values.size())));
        first.addAll(Collections.nCopies(count - first.size(), null));
        return first;
    }

    private void receive(List<Reading> readings) throws IOException {
        session.send();
        for (Reading reading : readings) {
            receive(reading);
        }
    }

    /** All up to ReadyForQuery. */
    private void receive(Reading reading) throws IOException {
        RawSession.Message message = session.receive();
        while (message.type() != 'Z') {
            switch (message.type()) {
                case 't' ->
                    reading.parameters = Short.toUnsignedInt(message.body().getShort());
                case 'T' -> addColumns(reading, message);
                case 'D' -> reading.rows.add(row(message));
                case 'E' -> reading.error = error(message);
                case 'I' -> reading.error = "the statement is empty";
                default -> {} // says only that the exchange goes on
            }
            message = session.receive();
        }
    }

    private static void addColumns(Reading reading, RawSession.Message message) {
        ByteBuffer body = message.body();
        for (int left = body.getShort(); left > 0; left--) {
            reading.columns.add(message.string());
            body.position(body.position() + COLUMN_DETAIL_BYTES);
        }
    }

    private static List<@Nullable String> row(RawSession.Message message) {
        List<@Nullable String> row = new ArrayList<>();
        for (int left = message.body().getShort(); left > 0; left--) {
            row.add(message.value());
        }
        return row;
    }

    private static String error(RawSession.Message message) {
        String sqlState = "";
        String text = "";
        for (byte field = message.body().get();
                field != 0;
                field = message.body().get()) {
            String value = message.string();
            sqlState = field == 'C' ? value : sqlState;
            text = field == 'M' ? value : text;
        }
        return sqlState + " " + text;
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
