package com.barkbase.local;

import com.barkbase.db.Pool;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the backend's newest migration. */
final class Schema {

    private static final String HISTORY = "flyway_schema_history";

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY_LOG.setLevel(Level.WARNING);
    }

    private Schema() {}

    /** Migrates, and says whether there was nothing in the schema before. */
    static boolean migrate(Pool owner) {
        boolean empty = requireEmptyOrOurs(owner);
        try {
            Flyway.configure()
                    .dataSource(owner)
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new CannotStart("The schema could not be brought up to date: " + reason(failure), failure);
        }
        return empty;
    }

    private static boolean requireEmptyOrOurs(Pool owner) {
        var tables = owner.query("""
                SELECT relname::text AS name FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
                ORDER BY relname
                """, row -> row.string("name"));
        if (!tables.isEmpty() && !tables.contains(HISTORY)) {
            throw new CannotStart(
                    "The schema public is not empty and not BarkBase's (it holds \"%s\"):".formatted(tables.getFirst())
                            + " name an empty database in DB_NAME.");
        }
        return tables.isEmpty();
    }

    /** PostgreSQL's own sentence without Flyway's frame around it, or else Flyway's in one line. */
    private static String reason(FlywayException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return root instanceof FlywayException
                ? message.replaceAll("\\s+", " ").strip()
                : message.lines().findFirst().orElse(message).replaceFirst("^ERROR: ", "");
    }
}
