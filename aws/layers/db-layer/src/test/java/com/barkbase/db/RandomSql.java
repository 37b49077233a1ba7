package com.barkbase.db;

import java.util.List;
import java.util.random.RandomGenerator;

/** Composes statements of tokens that are hard to tell apart: most are valid, some are two, some are none. */
final class RandomSql {
    private static final List<String> LITERALS = List.of(
            "'a'",
            "'it''s'",
            "'$1'",
            "'?'",
            "';'",
            "'--'",
            "'/*'",
            "'\\'",
            "'$$'",
            "''",
            "'{d}'",
            "'" + Fuzz.SECRET + "'",
            "E'\\''",
            "E'\\\\'",
            "e'\\'$1;--'",
            "E'''\\''",
            "E'a''b'",
            "E'a'\n'\\''",
            "E'a' -- it's\n  '\\'?;'",
            "'a'\n'b'",
            "'a' --'\n'$1'",
            "U&'\\0041'",
            "U&'!0041' uescape '!'",
            "B'01'",
            "x'1F'",
            "n'$1'",
            "$$a$$",
            "$$;$$",
            "$$'$$",
            "$$$1$$",
            "$a$ $$ $a$",
            "$a$ $b$ ? -- $a$",
            "$_1$/*$_1$",
            "$Ä$;$Ä$",
            "1",
            "1.5",
            ".5",
            "1e3",
            "-1",
            "+ 1",
            "1 -- ;\n",
            "null",
            "true",
            "(array[1,2])[1]",
            "(select 1)",
            "'{\"a\":1}'::jsonb ? 'a'",
            "'{\"a\":1}'::jsonb ?| array['a','?']",
            "'{\"a\":1}'::jsonb @? '$.a'",
            "case when true then 1 end",
            "(values (';'))",
            "'a' || E'\\'' || $$'$$",
            "1--\n+1",
            "2*/**/3",
            "7/ /*;*/2");
    private static final List<String> PARAMETERS = List.of(
            "$1::int",
            "$2::text",
            "$1::int+$1::int",
            "($2::text)",
            "$2::text||$$$1$$",
            "cast($1 as int)",
            "(array[$1::int])[1]",
            "-$1::int",
            "$2::text/**/",
            "coalesce($2::text, '$3')",
            "$01::int",
            "$3::jsonb ? $2::text",
            "-- $9\n$1::int",
            "$3::jsonb->>'a'",
            "1+$1::int--$4\n",
            "'{$1}'::text||$2::text");
    private static final List<String> ALIASES = List.of(
            "",
            "",
            "",
            " as a",
            " as \"$1\"",
            " as \"a;\"\"b\"",
            " as a$1",
            " as a$$",
            " as \"?\"",
            " as é",
            " as _$b$",
            " as U&\"\\0041\"",
            " as \"--\"",
            " as \"/*\"",
            " as into",
            " as \"a'b\"",
            " as 犬$1",
            " as \uD83D\uDC36");
    private static final List<String> BLANKS = List.of(
            " ",
            " ",
            " ",
            "\n",
            "\t",
            "\r\n",
            "\f",
            "\u000b",
            "/**/",
            "/*;*/",
            "/* $1 */",
            "/*/* ; */?*/",
            "/*/ */",
            "/***/",
            "--\n",
            "-- ' ;\n",
            "-- $1\r",
            "--/*\n",
            "/*--*/",
            "/* \" */",
            "-- $$\n",
            "/*'*/ --'\n");
    private static final List<String> ENDS = List.of(
            "",
            "",
            "",
            "",
            ";",
            " ; ",
            ";;",
            "; -- a",
            ";/*;*/",
            "-- ;",
            "/* ; */",
            "; select 2",
            ";commit",
            "; $1",
            ";'",
            "--\n;select 2",
            " limit 1",
            " limit $1::int",
            " -- '\n; /*'*/ select 3",
            ")",
            "(",
            "'",
            "/*",
            " $$");

    /** What quotes and comments are filled with. */
    private static final List<String> CONTENTS = List.of(
            "a",
            " ",
            "$1",
            "$2",
            "$$",
            "$a$",
            "$",
            "'",
            "''",
            "\"",
            "\\",
            "\\'",
            "?",
            ";",
            "--",
            "/*",
            "*/",
            "*",
            "/",
            "\n",
            "\r\n",
            "{",
            "}",
            "{d '",
            "E'",
            "U&'",
            "\\0041",
            "é",
            "\uD83D\uDC36",
            "; commit",
            "begin atomic");

    private static final List<String> TAGS = List.of("$$", "$a$", "$A$", "$_1$", "$é$", "$a1b2$");
    /** Control characters, other languages' blanks and digits, what has no name. */
    private static final List<String> STRANGERS =
            List.of("\u0001", "\u001b", "\u007f", "\u0085", "\u00a0", "\u2028", "\u3000", "\ufeff", "\u0661", "\uffff");

    private static final List<String> OPERATORS = List.of(
            "||", " || ", "||/**/", "||--'\n", "?", "?|", " ?& ", "@?", "@@", "=", "<>", "::", "-", "/", "*", "->>");

    private final RandomGenerator random;

    RandomSql(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder sql =
                new StringBuilder(chance(4) ? blank() : "").append("select").append(blank());
        int columns = 1 + random.nextInt(4);
        for (int i = 0; i < columns; i++) {
            sql.append(i == 0 ? "" : chance(2) ? "," : blank() + "," + blank());
            sql.append(value()).append(chance(20) ? any(OPERATORS) + value() : "");
            sql.append(chance(12) ? " as \"" + content().replace("\"", "\"\"") + "\"" : any(ALIASES));
            sql.append(chance(3) ? blank() : "");
        }
        String whole = sql.append(chance(2) ? any(ENDS) : "").toString();
        return chance(10) ? misspelt(whole) : chance(100) ? strange(whole) : whole;
    }

    private String value() {
        return chance(3) ? any(PARAMETERS) : chance(2) ? quoted() : any(LITERALS);
    }

    private String quoted() {
        String content = content();
        String tag = any(TAGS);
        return switch (random.nextInt(6)) {
            case 0 -> "'" + content.replace("'", "''") + "'";
            case 1 ->
                any(List.of("E'", "e'")) + content.replace("\\", "\\\\").replace("'", chance(2) ? "''" : "\\'") + "'";
            case 2 -> "U&'" + content.replace("\\", "\\\\").replace("'", "''") + "'";
            case 3 -> "E'\\''" + any(List.of("\n", "--'\n", " \n\r")) + "'" + content.replace("'", "\\'") + "'";
            default -> tag + content.replace(tag, "") + tag;
        };
    }

    private String content() {
        StringBuilder content = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            content.append(any(CONTENTS));
        }
        return content.toString();
    }

    private String blank() {
        if (!chance(6)) {
            return any(BLANKS);
        }
        return chance(2) ? "--" + content() + "\n" : "/*" + remark() + "/*" + remark() + "*/*/";
    }

    /** Mostly without a comment's ends of its own. */
    private String remark() {
        return chance(8) ? content() : content().replace("*", "").replace("/", "");
    }

    /** With one character left out, doubled or put elsewhere. */
    private String misspelt(String sql) {
        int[] characters = sql.codePoints().toArray();
        int from = random.nextInt(characters.length);
        int to = random.nextInt(characters.length);
        StringBuilder misspelt = new StringBuilder();
        boolean keeps = chance(3);
        for (int i = 0; i < characters.length; i++) {
            if (i == to && !chance(3)) {
                misspelt.appendCodePoint(characters[from]);
            }
            if (i != from || keeps) {
                misspelt.appendCodePoint(characters[i]);
            }
        }
        return misspelt.toString();
    }

    /** With a character in it that nobody types. */
    private String strange(String sql) {
        int at = sql.offsetByCodePoints(0, random.nextInt(sql.codePointCount(0, sql.length()) + 1));
        return sql.substring(0, at) + any(STRANGERS) + sql.substring(at);
    }

    private String any(List<String> tokens) {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
