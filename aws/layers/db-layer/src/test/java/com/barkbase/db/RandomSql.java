package com.barkbase.db;

import java.util.List;
import java.util.Random;

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

    private final Random random;

    RandomSql(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        StringBuilder sql =
                new StringBuilder(chance(4) ? blank() : "").append("select").append(blank());
        int columns = 1 + random.nextInt(4);
        for (int i = 0; i < columns; i++) {
            sql.append(i == 0 ? "" : chance(2) ? "," : blank() + "," + blank());
            sql.append(any(chance(3) ? PARAMETERS : LITERALS)).append(any(ALIASES));
            sql.append(chance(3) ? blank() : "");
        }
        return sql.append(any(ENDS)).toString();
    }

    private String blank() {
        return any(BLANKS);
    }

    private String any(List<String> tokens) {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
