package com.barkbase.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds PostgreSQL's placeholders, and nothing that only looks like one, and where the statement ends. Follows the
 * server's lexer with {@code standard_conforming_strings} on, its default since 9.1.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sql-syntax-lexical.html">Lexical Structure</a>
 */
final class SqlLexer {
    /** Before an INTO that makes no table: of INSERT and MERGE, and as a name in {@code AS into} and {@code x.into}. */
    private static final Set<String> BEFORE_ANOTHER_INTO = Set.of("INSERT", "MERGE", "AS", ".");

    /** A quote that is doubled, after the escapes that precede it and stay. */
    private static final Pattern DOUBLED_QUOTE = Pattern.compile("((?:\\\\.)*+)''", Pattern.DOTALL);

    private final String sql;
    /** In the driver's notation. */
    private final StringBuilder text;
    /** In the server's, as the driver shall send it. */
    private final StringBuilder sent;

    private final List<Integer> order = new ArrayList<>();
    private int parameters;
    private String verb = "";
    private String previous = "";
    private int parentheses;
    private boolean inRoutineBody;
    private boolean makesTable;
    private int at;

    SqlLexer(String sql) {
        this.sql = Parameter.sendable("The statement", sql);
        this.text = new StringBuilder(sql.length() + 16);
        this.sent = new StringBuilder(sql.length() + 16);
    }

    Sql read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c != ';' || parentheses > 0 || inRoutineBody) {
                readToken(c);
            } else if (verb.isEmpty()) {
                at++;
            } else {
                requireNothingAfter(at);
                break;
            }
        }
        if (verb.isEmpty()) {
            throw new IllegalArgumentException("The statement is empty.");
        }
        DriverReading.require(text.toString(), sent.toString());
        return new Sql(text.toString(), List.copyOf(order), parameters, verb, makesTable);
    }

    private void readToken(char c) {
        if (isSpace(c)) {
            copy(at + 1);
        } else if (c == '\'') {
            copy(endOfQuoted('\'', false));
            sawToken("'…'");
        } else if (c == '"') {
            copy(endOfQuoted('"', false));
            sawToken("\"…\"");
        } else if (c == '$') {
            readDollar();
            sawToken("$");
        } else if (c == '?') {
            text.append("??");
            sent.append('?');
            at++;
            sawToken("?");
        } else if (startsComment()) {
            readComment();
        } else if (isWordStart(c)) {
            readWord();
        } else {
            copy(numberEnd(c));
            sawSymbol(c);
        }
    }

    /** A word; an E before a quote makes backslashes escape inside it, and in what continues it on further lines. */
    private void readWord() {
        int end = at + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(at, end).toUpperCase(Locale.ROOT);
        makesTable |= word.equals("INTO") && !BEFORE_ANOTHER_INTO.contains(previous);
        inRoutineBody |= word.equals("ATOMIC") && previous.equals("BEGIN") && verb.equals("CREATE");
        sawToken(word);
        if (word.equals("E") && end < sql.length() && sql.charAt(end) == '\'') {
            at = end;
            readEscapeString();
        } else {
            copy(end);
        }
    }

    /** Written so that the driver finds its end too: apart from what precedes it, in one piece, without a quote. */
    private void readEscapeString() {
        append(" E'");
        do {
            int end = endOfQuoted('\'', true);
            append(DOUBLED_QUOTE.matcher(sql.substring(at + 1, end - 1)).replaceAll("$1\\\\047"));
            at = end;
        } while (skippedToContinuation());
        append("'");
    }

    /** Strings with nothing but white space and a line's end between them are one, of the first one's kind. */
    private boolean skippedToContinuation() {
        int i = at;
        boolean newLine = false;
        while (i < sql.length() && (isSpace(sql.charAt(i)) || sql.startsWith("--", i))) {
            newLine |= sql.charAt(i) == '\n' || sql.charAt(i) == '\r';
            i = isSpace(sql.charAt(i)) ? i + 1 : endOfComment(i);
        }
        boolean continues = newLine && i < sql.length() && sql.charAt(i) == '\'';
        at = continues ? i : at;
        return continues;
    }

    private void sawToken(String token) {
        previous = token;
        if (verb.isEmpty()) {
            verb = token;
        }
    }

    /** A parenthesis may stand before SELECT, VALUES or WITH; any other symbol starts no statement. */
    private void sawSymbol(char c) {
        parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c != '(') {
            sawToken(String.valueOf(c));
        }
    }

    /** {@code $1}, or a dollar-quoted string, or a lone dollar that the server shall judge. */
    private void readDollar() {
        int end = at + 1;
        if (end < sql.length() && isDigit(sql.charAt(end))) {
            while (end < sql.length() && isDigit(sql.charAt(end))) {
                end++;
            }
            addPlaceholder(sql.substring(at + 1, end));
            at = end;
            return;
        }
        while (end < sql.length() && isTagPart(sql.charAt(end), end == at + 1)) {
            end++;
        }
        if (end < sql.length() && sql.charAt(end) == '$') {
            String delimiter = sql.substring(at, end + 1);
            int close = sql.indexOf(delimiter, end + 1);
            copy(close < 0 ? unterminated("dollar-quoted string") : close + delimiter.length());
        } else {
            copy(at + 1);
        }
    }

    private void addPlaceholder(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = Math.min(10 * number + digits.charAt(i) - '0', 65_536);
        }
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("$" + digits + " is no placeholder: they are $1 to $65535.");
        }
        order.add(number - 1);
        parameters = Math.max(parameters, number);
        text.append('?');
        sent.append('$').append(order.size());
    }

    private int endOfQuoted(char quote, boolean backslashEscapes) {
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\' && backslashEscapes) {
                i++;
            } else if (c == quote) {
                if (i + 1 == sql.length() || sql.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
            i++;
        }
        return unterminated(quote == '"' ? "quoted identifier" : "quoted string");
    }

    private boolean startsComment() {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private void readComment() {
        int end = endOfComment(at);
        if (sql.startsWith("/*/", at)) {
            append("/* "); // as the driver takes the three for a whole comment
            at += 2;
        }
        copy(end);
    }

    private int endOfComment(int from) {
        if (sql.charAt(from) == '-') {
            int i = from;
            while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
                i++;
            }
            return i;
        }
        int depth = 0;
        int i = from;
        do {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        } while (depth > 0 && i < sql.length());
        return depth == 0 ? i : unterminated("comment");
    }

    private void requireNothingAfter(int semicolon) {
        int i = semicolon;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == ';' || isSpace(c)) {
                i++;
            } else if (sql.startsWith("--", i) || sql.startsWith("/*", i)) {
                i = endOfComment(i);
            } else {
                throw new IllegalArgumentException(
                        "One statement a call: another one begins at character " + (i + 1) + ".");
            }
        }
    }

    private int unterminated(String what) {
        throw new IllegalArgumentException("The " + what + " that begins at character " + (at + 1) + " has no end.");
    }

    private void copy(int end) {
        int stop = Math.min(end, sql.length());
        append(sql.substring(at, stop));
        at = stop;
    }

    private void append(String characters) {
        text.append(characters);
        sent.append(characters);
    }

    /** A number and what is glued to it, so that the dollar of {@code 1$1} is seen as the server sees it. */
    private int numberEnd(char c) {
        int end = at + 1;
        while (isDigit(c) && end < sql.length() && isDigit(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }

    private static boolean isTagPart(char c, boolean first) {
        return isWordStart(c) || (!first && isDigit(c));
    }
}
