package com.barkbase.db;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server itself said, on one line: its message and hint, never its detail, which quotes data. */
final class ServerMessage {
    private static final int LONGEST = 1_000;
    /** What ends a line, to whoever reads the log, or does something to a terminal. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private ServerMessage() {}

    static String of(SQLException failure) {
        ServerErrorMessage error = error(failure);
        if (error == null || error.getMessage() == null) {
            return onOneLine(String.valueOf(failure.getMessage()));
        }
        String hint = error.getHint() == null ? "" : " (hint: " + onOneLine(error.getHint()) + ")";
        return onOneLine(error.getMessage()) + hint;
    }

    /** A text of somebody else's making: it may neither fill the log nor forge a line of it. */
    static String onOneLine(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return CONTROL.matcher(start).replaceAll(" ");
    }

    static @Nullable String constraint(SQLException failure) {
        ServerErrorMessage error = error(failure);
        return error == null ? null : error.getConstraint();
    }

    private static @Nullable ServerErrorMessage error(SQLException failure) {
        return failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }
}
