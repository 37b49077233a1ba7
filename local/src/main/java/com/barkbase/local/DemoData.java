package com.barkbase.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.db.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Two kennels with their people, clients and animals: always the same ones, so that examples stay right; only their
 * vaccinations are counted from today, so that some are due.
 */
final class DemoData {

    private DemoData() {}

    /** All or nothing. */
    static void insert(Pool owner) {
        owner.inTransaction(transaction -> {
            statements().forEach(transaction::update);
            return null;
        });
    }

    private static Stream<String> statements() {
        try (InputStream script = Objects.requireNonNull(DemoData.class.getResourceAsStream("/demo/kennels.sql"))) {
            return Stream.of(new String(script.readAllBytes(), UTF_8).split(";\n"))
                    .filter(text -> !text.isBlank());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
