package com.barkbase.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void endsWithCodeTwoWhereItIsCalledWrongly() {
        assertThat(Bench.commandLine().execute("pond")).isEqualTo(2);
        assertThat(Bench.commandLine().execute("pool", "--runs", "31")).isEqualTo(2);
        assertThat(Bench.commandLine().execute("cold", "--slow")).isEqualTo(2);
    }
}
