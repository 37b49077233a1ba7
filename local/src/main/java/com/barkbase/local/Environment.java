package com.barkbase.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of the shell, and below them those of the file {@code .env}. */
record Environment(Map<String, String> variables) {

    private static final Set<String> DATABASE = Set.of("DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASSWORD");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");

    static Environment read(Path file, Map<String, String> shell) {
        Map<String, String> merged = new TreeMap<>();
        if (Files.exists(file)) {
            merged.putAll(parse(file));
        }
        merged.putAll(shell);
        return new Environment(merged);
    }

    /** The PostgreSQL that the variables name, or empty where they name none and the embedded one serves. */
    Optional<Login> database() {
        if (variables.containsKey("DB_SECRET_NAME")) {
            throw new CannotStart(
                    "DB_SECRET_NAME is set (\"%s\"), which means AWS Secrets Manager: unset it, since dev uses an"
                                    .formatted(variables.get("DB_SECRET_NAME"))
                            + " embedded PostgreSQL or the one that DB_HOST names.");
        }
        if (variables.keySet().stream().noneMatch(DATABASE::contains)) {
            return Optional.empty();
        }
        Map<String, String> ours = new HashMap<>(variables);
        ours.keySet().removeIf(name -> !name.startsWith("DB_") && !name.equals("BARKBASE_ENV"));
        return Optional.of(new Login(Map.copyOf(ours)));
    }

    private static Map<String, String> parse(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            Map<String, String> variables = new HashMap<>();
            for (int number = 1; number <= lines.size(); number++) {
                String line = lines.get(number - 1).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    assign(line, file + ":" + number, variables);
                }
            }
            return variables;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The line itself is not shown: it may hold a password. */
    private static void assign(String line, String place, Map<String, String> variables) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (!assignment.matches()) {
            throw new CannotStart(place + " is not of the form NAME=value; write # before a comment.");
        }
        variables.put(assignment.group(1), unquote(assignment.group(2)));
    }

    private static String unquote(String value) {
        if (value.length() >= 2
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1)) {
            return value.substring(1, value.length() - 1);
        }
        return value.replaceFirst("\\s+#.*$", "");
    }
}
