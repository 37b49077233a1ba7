package com.barkbase.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreconditionTest {

    @Test
    void takesTheVersionsOfAsManyTagsAsAreLikely() {
        assertThat(Precondition.versions("\"1\",".repeat(200) + "W/\"2\", \"3\""))
                .contains(1, 3)
                .hasSize(201);
    }

    @Test
    void refusesMoreTagsThanTheStackCouldTake() {
        assertThatThrownBy(() -> Precondition.versions("\"a\",".repeat(3_000) + "\"a\""))
                .isInstanceOf(Problem.class)
                .hasMessage("If-Match has 12003 characters; it must have at most 1000.");
    }
}
