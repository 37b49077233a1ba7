package com.barkbase.db;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/**
 * Holds the driver to what {@link SqlLexer} read. The driver splits a text at semicolons by a lexer of its own, which
 * differs from the server's in corners. What it splits where there is nothing to split could hold a COMMIT that ends a
 * tenant's scope.
 */
final class DriverReading {
    private static final String NEXT = "\n; COMMIT";

    private DriverReading() {}

    /**
     * @param text the statement in the driver's notation
     * @param meant what the server shall see of it
     * @throws IllegalArgumentException where the driver would send something else
     */
    static void require(String text, String meant) {
        if (!isReadAs(meant, text)) {
            throw new IllegalArgumentException("The PostgreSQL driver would misread this statement: it takes braces"
                    + " for its own and, in a name, a $ after a character that is no letter for the start of a string."
                    + " Put such a name into double quotes.");
        }
    }

    private static boolean isReadAs(String meant, String text) {
        try {
            String replaced = Parser.replaceProcessing(text + NEXT, true, true);
            List<String> pieces = Parser.parseJdbcSql(replaced, true, true, true, false, true).stream()
                    .map((NativeQuery query) -> query.nativeSql)
                    .collect(Collectors.toList());
            // One piece, where the parentheses do not match: the server takes no two statements in one and refuses it.
            return pieces.size() <= 2 && String.join(";", pieces).equals(meant + NEXT);
        } catch (SQLException endless) { // its message would quote the statement, and what values are in it
            return false;
        }
    }
}
