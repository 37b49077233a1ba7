package com.barkbase.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UUID ID = UUID.fromString("0b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c77");

    @ParameterizedTest
    @ValueSource(strings = {"Biscuit", "", "Žofka 🐕", "a/b+c&d=e", "two\nlines"})
    void comesBackAsItWasSent(String name) {
        Cursor cursor = new Cursor(name, ID);
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void needsNoEscapingInAnAddress() {
        assertThat(new Cursor("Žofka 🐕??>>", ID).toString()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void nameThatPostgresCouldNotStoreIsRefusedBeforeItIsAsked() {
        String forged = new Cursor("Bis\0cuit", ID).toString();
        assertThatThrownBy(() -> Cursor.parse(forged)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "AAAA", "MS0xLTEtMS0x"})
    void forgedOneIsToldWhatItMustBe(String text) {
        assertThatThrownBy(() -> Cursor.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessage("cursor is \"" + text + "\"; it must be the nextCursor of the page before, unchanged.");
    }
}
