package com.barkbase.chaos.proxies;

import com.barkbase.chaos.rig.Network;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Reads the statements that pass over a plain network. Thread-safe. */
final class Wire {
    private static final Pattern SETS = Pattern.compile("(?is)\\s*(SET|RESET|DISCARD|PREPARE|LISTEN)\\b.*");
    private static final int MOST_KEPT = 100;

    private final AtomicLong settingsOfTransactions = new AtomicLong();
    private final AtomicLong named = new AtomicLong();
    private final AtomicLong sets = new AtomicLong();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();

    void watch(Network network) {
        network.atConnect(line -> line.toServer().gate((type, body) -> {
            switch (type) {
                case 'Q' -> statement(new String(body, StandardCharsets.UTF_8));
                case 'P' -> parse(new String(body, StandardCharsets.UTF_8));
                default -> {
                    // neither holds a statement's text
                }
            }
            return true;
        }));
    }

    private void parse(String body) {
        int end = body.indexOf('\0');
        if (end > 0) {
            named.incrementAndGet();
        }
        statement(body.substring(end + 1));
    }

    /** @param text up to its NUL, and what may follow that */
    private void statement(String text) {
        String sql = text.substring(0, text.indexOf('\0'));
        if (SETS.matcher(sql).matches()) {
            sets.incrementAndGet();
            if (examples.size() < MOST_KEPT) {
                examples.add(sql.strip());
            }
        } else if (sql.contains("set_config")) {
            settingsOfTransactions.incrementAndGet();
        }
    }

    /** Statements that leave something in the session. */
    long sets() {
        return sets.get();
    }

    /** Prepared by a name, which the next borrower of the session does not know. */
    long named() {
        return named.get();
    }

    long settingsOfTransactions() {
        return settingsOfTransactions.get();
    }

    String example() {
        return examples.isEmpty() ? "" : ", such as " + examples.peek();
    }
}
