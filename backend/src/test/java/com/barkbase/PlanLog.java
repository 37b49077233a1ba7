package com.barkbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.db.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The plans that a server has executed, from its own log: what a handler's statements did, with how many rows. */
final class PlanLog {
    static final Map<String, String> SETTINGS = Map.of(
            "logging_collector", "on",
            "session_preload_libraries", "auto_explain",
            "auto_explain.log_min_duration", "0",
            "auto_explain.log_analyze", "on",
            "auto_explain.log_timing", "off");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool superuser;
    private long read;

    PlanLog(Pool superuser) {
        this.superuser = superuser;
    }

    /** The plans since the last call of statements over one of the tables, in the order in which they ended. */
    List<String> of(String... tables) {
        return Arrays.stream(unread().split("LOG: +duration: [0-9.]+ ms +plan:"))
                .filter(entry -> entry.contains("actual ")
                        && Arrays.stream(tables).anyMatch(table -> entry.contains(" on \"" + table + '"')))
                .toList();
    }

    void skip() {
        unread();
    }

    /** Up to a line that is written now: the server writes a statement's plan before its answer. */
    private String unread() {
        UUID mark = UUID.randomUUID();
        superuser.update("DO $$ BEGIN RAISE LOG '" + mark + "'; END $$");
        Instant end = Instant.now().plus(PATIENCE);
        String text = tail();
        while (!text.contains(mark.toString())) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the server's log does not show what it was told to write");
            }
            text = tail();
        }
        read += text.getBytes(UTF_8).length;
        return text;
    }

    private String tail() {
        return superuser
                .query("SELECT pg_read_file(pg_current_logfile(), $1, 100000000) AS text", read)
                .first()
                .orElseThrow()
                .string("text");
    }
}
