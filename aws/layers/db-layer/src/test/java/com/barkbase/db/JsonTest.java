package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final long SEED = 20260506070809L;

    @Test
    void readsScalarsAsTheirText() throws JsonException {
        assertThat(Json.object("""
                 { "host" : "db.example", "port": 5432, "ssl":true,"old":false, "rate":-0.5e+10 }
                """))
                .containsExactly(
                        Map.entry("host", "db.example"),
                        Map.entry("port", "5432"),
                        Map.entry("ssl", "true"),
                        Map.entry("old", "false"),
                        Map.entry("rate", "-0.5e+10"));
    }

    @Test
    void readsEveryEscape() throws JsonException {
        assertThat(Json.object("{\"p\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\u20AC\\ud83d\\udc15🐕\"}"))
                .containsExactly(Map.entry("p", "\"\\/\b\f\n\r\tä€🐕🐕"));
    }

    @Test
    void leavesOutNestedValuesAndNulls() throws JsonException {
        assertThat(Json.object("{\"a\":[1,\"]\",{\"b\":[]}],\"c\":{\"d\":\"}\",\"e\":{}},\"f\":null,\"g\":\"kept\"}"))
                .containsExactly(Map.entry("g", "kept"));
    }

    @Test
    void letsTheLastOfTwoEqualNamesCount() throws JsonException {
        assertThat(Json.object("{\"a\":1,\"a\":2}")).containsExactly(Map.entry("a", "2"));
        assertThat(Json.object("{\"a\":1,\"a\":null}")).isEmpty();
        assertThat(Json.object("{\"a\":1,\"\\u0061\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{",
                "}",
                "{}}",
                "{} x",
                "{}{}",
                "\uFEFF{}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'1'}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":nul}",
                "{\"a\":trueish}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"\\u+123\"}",
                "{\"a\":\"\\uff11\uff11\uff11\uff11\uff11\\u\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\0\"}",
                "{\"a\":1}\0",
                "{\u00a0\"a\":1}",
                "{/**/\"a\":1}",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\udc15\"}",
                "{\"a\":\"\\udc15\\ud83d\"}",
                "{\"a\":\"\\ud83dx\"}",
                "{\"a\":\"\\ud83d\\ud83d\\udc15\"}",
                "{\"a\":\"\ud83d\"}"
            })
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> Json.object(text))
                .isInstanceOf(JsonException.class)
                .hasMessageMatching("Not a JSON object: expected .+ at position \\d+ of " + text.length() + "\\.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"password":"hunter2           | expected a closing quote at position 20 of 20.
            {"password":hunter2}           | expected a value at position 12 of 20.
            {"password":"hunter2","x"}     | expected ':' at position 25 of 26.
            {"password":"hunter2"]         | expected '}' at position 21 of 22.
            {"password":"hunter2"} hunter2 | expected the end of the text at position 23 of 30.
            hunter2                        | expected '{' at position 0 of 7.
            """)
    void tellsThePositionAndNeverTheContent(String text, String message) {
        assertThatThrownBy(() -> Json.object(text))
                .hasMessage("Not a JSON object: " + message)
                .hasNoCause();
    }

    @Test
    void refusesDepthThatWouldExhaustTheStack() throws JsonException {
        assertThat(Json.object("{\"a\":" + "[".repeat(63) + "]".repeat(63) + ",\"b\":1}"))
                .containsExactly(Map.entry("b", "1"));
        for (String opening : List.of("[", "{\"a\":")) {
            assertThatThrownBy(() -> Json.object("{\"a\":" + opening.repeat(1_000_000)))
                    .isInstanceOf(JsonException.class)
                    .hasMessageContaining("expected at most 64 nested levels at position");
        }
    }

    @Test
    void refusesEveryBeginningOfAnObject() throws JsonException {
        String whole = "{\"a\":\"\\u00e4\\ud83d\\udc15\",\"b\":-1.5e-3,\"c\":[true,null,{\"d\":\"\"}],\"e\":false}";
        assertThat(Json.object(whole)).hasSize(3);
        for (int end = 0; end < whole.length(); end++) {
            String beginning = whole.substring(0, end);
            assertThatThrownBy(() -> Json.object(beginning)).as(beginning).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void readsBackWhateverItWrites() throws JsonException {
        System.out.println("JsonTest: seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            Map<String, String> members = new LinkedHashMap<>();
            for (int j = random.nextInt(5); j > 0; j--) {
                members.put(text(random), text(random));
            }
            assertThat(Json.object(Json.write(members))).isEqualTo(members);
        }
    }

    @Test
    void writesControlCharactersEscaped() {
        assertThat(Json.write(Map.of("a\"b", "c\\d\u0001\n\u001f/ä")))
                .isEqualTo("{\"a\\\"b\":\"c\\\\d\\u0001\\u000a\\u001f/ä\"}");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int[] starts = {0, 0x20, 0x2000, 0xE000, 0x1F300};
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(starts[random.nextInt(starts.length)] + random.nextInt(0x80));
        }
        return text.toString();
    }
}
