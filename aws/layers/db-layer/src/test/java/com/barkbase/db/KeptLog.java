package com.barkbase.db;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What goes to standard error until it is closed. */
final class KeptLog implements AutoCloseable {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    KeptLog() {
        System.setErr(new PrintStream(kept, true, StandardCharsets.UTF_8));
    }

    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(standardError);
    }
}
