package com.barkbase.db;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a reader of single variables can't see: those that nobody reads, and those that are set to nothing. */
final class VariableNames {
    static final Set<String> KNOWN = Set.of(
            "DB_SECRET_NAME",
            "DB_HOST",
            "DB_PORT",
            "DB_NAME",
            "DB_USER",
            "DB_PASSWORD",
            "DB_POOL_MAX",
            "DB_IDLE_TIMEOUT",
            "DB_CONNECTION_TIMEOUT",
            "DB_STATEMENT_TIMEOUT",
            "DB_SSL_MODE",
            "DB_SSL_ROOT_CERT",
            "DB_TENANT_ROLE",
            "DB_PROXY_ENDPOINT");

    private VariableNames() {}

    /** A sentence for each {@code DB_} variable that does nothing. */
    static List<String> idle(Map<String, String> variables) {
        List<String> sentences = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (!name.startsWith("DB_")) {
                return;
            }
            if (!KNOWN.contains(name)) {
                sentences.add(name + " is no variable of the db-layer: the nearest is " + nearest(name) + ".");
            } else if (value.isBlank() && !name.equals("DB_PASSWORD")) {
                sentences.add(name + " is blank and counts as not set: set or unset it.");
            }
        });
        return sentences;
    }

    private static String nearest(String name) {
        return Collections.max(
                KNOWN,
                Comparator.<String>comparingDouble(known -> likeness(name, known))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Dice's coefficient of the pairs of letters: it forgives words that were dropped, added or swapped. */
    private static double likeness(String name, String known) {
        Set<String> shared = pairs(name);
        int all = shared.size() + pairs(known).size();
        shared.retainAll(pairs(known));
        return 2.0 * shared.size() / all;
    }

    private static Set<String> pairs(String name) {
        Set<String> pairs = new HashSet<>();
        for (int i = 2; i <= name.length(); i++) {
            pairs.add(name.substring(i - 2, i));
        }
        return pairs;
    }
}
