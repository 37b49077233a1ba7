package com.barkbase.bench.subject;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The handler of a function whose contender is made in its initialiser; answers each event with the number of rows. */
public final class Function {
    private final Contender contender;

    public Function() throws Exception {
        contender = Subject.contender(System.getenv("BENCH_CONTENDER"));
        if (System.getenv("BENCH_PRIME") != null) {
            contender.pets(); // so that a snapshot holds the code of the real path
        }
    }

    public void handle(InputStream event, OutputStream answer) throws Exception {
        answer.write(Integer.toString(contender.pets()).getBytes(StandardCharsets.UTF_8));
    }
}
