package com.barkbase.fields;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongTextTest {

    private static final Jsonb JSONB = Jsonb.instance();

    /** Wherever the writer's pieces end. */
    @Test
    void pairMayStandAtAnyPlace() {
        for (int before = 0; before < 1_100; before++) {
            String text = "x".repeat(before) + "🐕é\n\"\\" + "y".repeat(20);
            assertComesBack(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"🐕", "a🐕", "🐕\n", "é", "\\", "\"", "\u2028", "x$1\\$"})
    void textMayBeOfAnyLength(String unit) {
        for (int times : List.of(1, 100, 511, 512, 1_000, 33_000, 100_000)) {
            assertComesBack(unit.repeat(times));
        }
    }

    /** A body may escape one, and a refusal quotes it: the answer must still be one. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\udc15", "a\ud83d", "\ud83d\ud83d\udc15", "\udc15\ud83d"})
    void halfOfAPairIsWrittenAsAReplacement(String half) {
        for (int before : List.of(0, 1, 511, 512, 1_023)) {
            String text = "x".repeat(before) + half;
            String shown = new String(text.getBytes(UTF_16BE), UTF_16BE);
            byte[] json = JSONB.toJsonBytes(new FieldError(text, text));
            assertThat(JSONB.type(FieldError.class).fromJson(json)).isEqualTo(new FieldError(shown, shown));
            assertThat(shown).contains("\ufffd");
        }
    }

    @Test
    void textThatCanBeReadStaysReadable() {
        assertThat(JSONB.toJson("Ada Łovelace 🐕")).isEqualTo("\"Ada Łovelace 🐕\"");
    }

    @Test
    void spaceAroundATextIsNotOfIt() {
        Field<String> name = Field.text("name", 1, 200);
        assertThat(Fields.of(name).read("{ \"name\" :\n \"Ada\"  }").get(name)).isEqualTo("Ada");
    }

    @Test
    void tooLongATextIsTheFieldsFaultAndNotTheJsons() {
        Field<String> name = Field.text("name", 1, 200);
        String body = "{\"name\":\"" + "x".repeat(900_000) + "\"}";
        assertThat(catchThrowableOfType(
                                InvalidFieldsException.class,
                                () -> Fields.of(name).read(body))
                        .errors())
                .containsExactly(new FieldError("/name", "has 900000 characters; it must have 1 to 200."));
    }

    private static void assertComesBack(String text) {
        FieldError written = new FieldError(text, text);
        byte[] json = JSONB.toJsonBytes(written);
        assertThat(JSONB.type(FieldError.class).fromJson(json)).isEqualTo(written);
        assertThat(JSONB.type(FieldError.class).fromJson(new String(json, UTF_8)))
                .isEqualTo(written);
        assertThat(JSONB.toJsonBytes(Map.of("pointer", text))).isNotEmpty();
    }
}
