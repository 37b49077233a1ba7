package com.barkbase.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server itself said: its message and hint, never its detail, which quotes data. */
final class ServerMessage {
    private ServerMessage() {}

    static String of(SQLException failure) {
        ServerErrorMessage error = error(failure);
        if (error == null || error.getMessage() == null) {
            return String.valueOf(failure.getMessage());
        }
        return error.getHint() == null ? error.getMessage() : error.getMessage() + " (hint: " + error.getHint() + ")";
    }

    static @Nullable String constraint(SQLException failure) {
        ServerErrorMessage error = error(failure);
        return error == null ? null : error.getConstraint();
    }

    private static @Nullable ServerErrorMessage error(SQLException failure) {
        return failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }
}
