package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lexer makes of PostgreSQL's lexical structure: the driver's text, and which value goes where. */
class SqlLexerTest {
    private static final String DOG = "\uD83D\uDC36";

    private static Arguments same(String sql, Integer... order) {
        return becomes(sql, sql, order);
    }

    private static Arguments becomes(String sql, String text, Integer... order) {
        return Arguments.of(sql, text, List.of(order));
    }

    static Stream<Arguments> placeholders() {
        return Stream.of(
                becomes("select $1", "select ?", 1),
                becomes("select $2, $1, $2", "select ?, ?, ?", 2, 1, 2),
                becomes("select $10, $1", "select ?, ?", 10, 1),
                becomes("select $1,$2", "select ?,?", 1, 2),
                becomes("select $1::int[]", "select ?::int[]", 1),
                becomes("select a[$1], a[$2:$3]", "select a[?], a[?:?]", 1, 2, 3),
                becomes("select $0001", "select ?", 1),
                becomes("select $65535", "select ?", 65_535),
                becomes("select -$1+$2", "select -?+?", 1, 2),
                becomes("select 1$1", "select 1?", 1),
                becomes("($1)", "(?)", 1),
                becomes("select $1a", "select ?a", 1),
                becomes("select/**/$1--x", "select/**/?--x", 1));
    }

    static Stream<Arguments> notPlaceholders() {
        return Stream.of(
                same("select '$1'"),
                same("select 'it''s $1'"),
                same("select '\\', 1"),
                becomes("select E'\\'$1'", "select  E'\\'$1'"),
                becomes("select e'\\\\', 1", "select  E'\\\\', 1"),
                becomes("select E'''$1\\''", "select  E'\\047$1\\''"),
                becomes("select E'a'\n '\\'$1'", "select  E'a\\'$1'"),
                becomes("select E'a' -- $1\r\n  -- it's\n'\\'$1'", "select  E'a\\'$1'"),
                same("select 'a'\n'$1\\'"),
                same("select U&'\\0041$1'"),
                same("select U&'!0041$1' uescape '!'"),
                same("select U&\"\\0041$1\""),
                same("select B'01', x'$1', n'$1'"),
                same("select \"$1\", \"a\"\"$1\""),
                same("select $$ $1 $$"),
                same("select $$ $1 $a$ ' $$"),
                same("select $a$ $$ $1 $b$ $a$"),
                same("select $_a1$ $1 $_a1$"),
                same("select $Ä$ $1 $Ä$"),
                same("select a$1, a$b$1$c, _$1, Ä$1"),
                same("select $"),
                same("select 1 -- $1"),
                same("select 1 -- $1\n"),
                becomes("select 1 -- $1\r, $1", "select 1 -- $1\r, ?", 1),
                becomes("select 1 -- $2\r\n, $1", "select 1 -- $2\r\n, ?", 1),
                same("select 1 /* $1 */"),
                same("select 1 /* /* $1 */ $1 */"),
                same("select 1 /* -- */"),
                same("select 1 /* ' */"),
                becomes("select 1 /*/ $1 */", "select 1 /* / $1 */"),
                becomes("select 1 /***/ + $1", "select 1 /***/ + ?", 1),
                same("select 1 --/* \n"),
                becomes("select 1 +-- $1\n $1", "select 1 +-- $1\n ?", 1),
                becomes("select 1 *//* $2 */ $1", "select 1 *//* $2 */ ?", 1));
    }

    static Stream<Arguments> questionMarks() {
        return Stream.of(
                becomes("select a ? $1", "select a ?? ?", 1),
                becomes("select a ?| $1 and b ?& $2", "select a ??| ? and b ??& ?", 1, 2),
                becomes("select a @? '$.x'", "select a @?? '$.x'"),
                becomes("select a ?-| b, ?- c", "select a ??-| b, ??- c"),
                same("select '?', \"?\", $$?$$ -- ?\n /* ? */"));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                becomes("select 1;", "select 1"),
                becomes("select 1 ; ; ;\n", "select 1 "),
                becomes("select 1; -- nothing\n /* here; either */ ;", "select 1"),
                becomes(";; select 1", " select 1"),
                becomes(
                        "select ';', \";\", $$;$$, E'\\';' -- ;\n /* ; */ ;",
                        "select ';', \";\", $$;$$,  E'\\';' -- ;\n /* ; */ "),
                same("create rule r as on insert to a do also (insert into b values (1); insert into c values (2))"),
                same("create function f() returns int begin atomic select 1; select case when true then 2 end; end"),
                same("(select 1) union ((values (2)))"),
                same("  select 1  "));
    }

    @ParameterizedTest
    @MethodSource({"placeholders", "notPlaceholders", "questionMarks", "ends"})
    void reads(String sql, String text, List<Integer> order) {
        Sql read = new SqlLexer(sql).read();

        assertThat(read.text()).isEqualTo(text);
        assertThat(read.order())
                .isEqualTo(order.stream().map(number -> number - 1).toList());
        assertThat(read.parameters())
                .isEqualTo(order.stream().max(Integer::compare).orElse(0));
    }

    static Stream<Arguments> verbs() {
        return Stream.of(
                Arguments.of("select 1", "SELECT"),
                Arguments.of("Select 1", "SELECT"),
                Arguments.of(" \t\r\n\f\u000b-- with\n/* values */ ((select 1))", "SELECT"),
                Arguments.of("select$1", "SELECT$1"),
                Arguments.of("\"select\" 1", "\"…\""),
                Arguments.of("'select' 1", "'…'"),
                Arguments.of("$$a$$ select 1", "$"),
                Arguments.of("? select", "?"),
                Arguments.of(") select 1", ")"),
                Arguments.of("\u00a0select 1", "\u00a0SELECT"),
                Arguments.of("\u2003commit", "\u2003COMMIT"),
                Arguments.of("1 select", "1"));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void tellsTheFirstWordAsTheServerSeesIt(String sql, String verb) {
        assertThat(new SqlLexer(sql).read().verb()).isEqualTo(verb);
    }

    @Test
    void keepsTheNameThatEndsInWhiteSpaceToJavaAlone() {
        assertThat(new SqlLexer("select 1 as \u3000").read().text()).isEqualTo("select 1 as \u3000");
    }

    static Stream<Arguments> secondStatements() {
        return Stream.of(
                Arguments.of("select 1; select 2", 11),
                Arguments.of("select 1;select 2", 10),
                Arguments.of("select 1; /* ; */ -- x\n commit", 25),
                Arguments.of("select 'a'';'; commit", 16),
                Arguments.of("select (1); commit", 13),
                Arguments.of("select 1); commit", 12),
                Arguments.of("select E'\\\\'; commit", 15),
                Arguments.of("select '\\'; commit", 13),
                Arguments.of("select \"\\\"; commit", 13),
                Arguments.of("select $a$ $$ $a$; commit", 20),
                Arguments.of("select a$$; commit", 13),
                Arguments.of("select " + DOG + "$$; commit --$$", 14),
                Arguments.of("select 1 begin; commit", 17),
                Arguments.of("select 1; $1", 11),
                Arguments.of("select 1; '", 11));
    }

    @ParameterizedTest
    @MethodSource("secondStatements")
    void refusesASecondStatementAndSaysWhereItBegins(String sql, int character) {
        assertThatThrownBy(() -> new SqlLexer(sql).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("One statement a call: another one begins at character " + character + ".");
    }

    static Stream<Arguments> unterminated() {
        return Stream.of(
                Arguments.of("select 'a", "quoted string", 8),
                Arguments.of("select 'a''", "quoted string", 8),
                Arguments.of("select E'a\\'", "quoted string", 9),
                Arguments.of("select E'\\", "quoted string", 9),
                Arguments.of("select E'a'\n'\\'", "quoted string", 13),
                Arguments.of("select \"a", "quoted identifier", 8),
                Arguments.of("select $$ $a$", "dollar-quoted string", 8),
                Arguments.of("select $a$ $A$", "dollar-quoted string", 8),
                Arguments.of("select /* /* */", "comment", 8),
                Arguments.of("select /*/", "comment", 8));
    }

    @ParameterizedTest
    @MethodSource("unterminated")
    void tellsWhatHasNoEnd(String sql, String what, int character) {
        assertThatThrownBy(() -> new SqlLexer(sql).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The " + what + " that begins at character " + character + " has no end.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$0", "$00", "$65536", "$100000", "$99999999999999999999"})
    void refusesANumberThatNoPlaceholderHas(String placeholder) {
        assertThatThrownBy(() -> new SqlLexer("select " + placeholder).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(placeholder + " is no placeholder: they are $1 to $65535.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", ";", ";;", "-- select 1", "/* select 1 */ ;", "("})
    void refusesAStatementWithoutAWord(String sql) {
        assertThatThrownBy(() -> new SqlLexer(sql).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The statement is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select '\0'", "select '\uD83D'", "select '\uDC36\uD83D'"})
    void refusesCharactersThatWouldReachTheServerAsOthers(String sql) {
        assertThatThrownBy(() -> new SqlLexer(sql).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The statement holds a NUL or half of a surrogate pair, which PostgreSQL's text cannot hold.");
        assertThatThrownBy(() -> Parameter.text(sql)).hasMessageStartingWith("A value holds a NUL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * into mine from \"Pet\"",
                "with a as (select 1) select * /* x */ Into temp mine from a",
                "select 1 as a into mine"
            })
    void seesThatASelectMakesATable(String sql) {
        assertThat(new SqlLexer(sql).read().makesTable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into \"Pet\" values (1)",
                "insert /* x */ into \"Pet\" values (1)",
                "with a as (insert into b values (1) returning *) select * from a",
                "merge into a using b on true when matched then do nothing",
                "select 1 as into",
                "select x.into from x",
                "select 'into', \"into\""
            })
    void knowsEachIntoThatMakesNoTable(String sql) {
        assertThat(new SqlLexer(sql).read().makesTable()).isFalse();
    }

    @Test
    void readsAMillionSpacesAndCommentsWithoutOverflowingTheStack() {
        String spaces = " ".repeat(1_000_000) + "\n" + "/*".repeat(100_000) + "*/".repeat(100_000);

        assertThat(new SqlLexer("select E'a'" + spaces + "$1").read().order()).containsExactly(0);
    }
}
