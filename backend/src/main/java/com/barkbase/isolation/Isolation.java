package com.barkbase.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.db.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Looks in the catalogue for whatever would show one tenant's rows to another. */
public final class Isolation {

    private static final String FINDINGS = resource("findings.sql");

    private Isolation() {}

    /**
     * What is wrong, one sentence with its remedy for each thing, in one round trip; empty where the isolation holds.
     * It sees what the catalogue says, not what a function's body does.
     *
     * @param db any login, outside of a tenant's scope
     */
    public static List<String> findings(Statements db) {
        return db.query(FINDINGS, row -> row.string("sentence"));
    }

    private static String resource(String name) {
        try (InputStream text = Objects.requireNonNull(Isolation.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
