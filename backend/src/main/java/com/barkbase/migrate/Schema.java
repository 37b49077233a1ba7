package com.barkbase.migrate;

import com.barkbase.db.Pool;
import com.barkbase.db.Statements;
import com.barkbase.isolation.Isolation;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/** Brings a database to the newest migration. */
public final class Schema {

    private static final String HISTORY = "flyway_schema_history";

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY_LOG.setLevel(Level.WARNING);
    }

    private Schema() {}

    /**
     * What has been done.
     *
     * @param wasEmpty whether there was nothing in the schema before
     * @param migrations how many were run, 0 where all had been
     * @param version the newest one's
     */
    public record Outcome(boolean wasEmpty, int migrations, String version) {}

    /**
     * Migrates as the owner; of two at the same time one waits for the other.
     *
     * @throws MigrationException where the schema is not ours, a migration fails, or tenants would not be kept apart
     */
    public static Outcome migrate(Pool owner) {
        boolean empty = requireEmptyOrOurs(owner);
        MigrateResult result = run(owner);
        requireIsolation(owner);
        @Nullable String reached = result.targetSchemaVersion;
        return new Outcome(empty, result.migrationsExecuted, reached != null ? reached : result.initialSchemaVersion);
    }

    /**
     * The version that the schema has, the one that this code needs, and whether they are the same.
     *
     * @param present {@code none} where no migration has been run
     */
    public record Versions(String present, String needed) {
        public boolean agree() {
            return needed.equals(present);
        }
    }

    /** Looks and changes nothing. {@code reader} is the owner, or somebody else who may read Flyway's history. */
    public static Versions versions(Pool reader) {
        MigrationInfoService info = flyway(reader).info();
        List<MigrationInfo> resolved = Stream.of(info.all())
                .filter(migration -> !migration.getState().name().startsWith("FUTURE"))
                .toList();
        MigrationInfo current = info.current();
        return new Versions(
                current == null ? "none" : String.valueOf(current.getVersion()),
                String.valueOf(resolved.getLast().getVersion()));
    }

    private static boolean requireEmptyOrOurs(Statements owner) {
        List<String> tables = owner.query("""
                SELECT relname::text AS name FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
                ORDER BY relname
                """, row -> row.string("name"));
        if (!tables.isEmpty() && !tables.contains(HISTORY)) {
            throw new MigrationException(
                    "The schema public is not empty and not BarkBase's (it holds \"%s\"):".formatted(tables.getFirst())
                            + " name an empty database in DB_NAME.");
        }
        return tables.isEmpty();
    }

    private static MigrateResult run(Pool owner) {
        try {
            return flyway(owner).migrate();
        } catch (FlywayException failure) {
            throw new MigrationException("The schema could not be brought up to date: " + reason(failure), failure);
        }
    }

    private static Flyway flyway(Pool owner) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .load();
    }

    private static void requireIsolation(Statements owner) {
        List<String> findings = Isolation.findings(owner);
        if (!findings.isEmpty()) {
            throw new MigrationException("The schema would not keep tenants apart:\n" + String.join("\n", findings));
        }
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
