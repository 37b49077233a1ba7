package com.barkbase.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.db.Pool;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Migrations are the owner's: they run on the pool itself, and a tenant's scope refuses them. */
class FlywayIT {
    private static final JavaMigration MORE = new MoreVaccines(List.of("leptospirosis", "bordetella"));

    private static Pool pool;

    /** Flyway keeps one connection for its history and one for the migrations. */
    @BeforeAll
    static void open() {
        pool = Kennels.owner(Kennels.port(), 2);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @AfterEach
    void clean() {
        pool.update("DROP SCHEMA IF EXISTS \"flyway_it\" CASCADE");
    }

    /**
     * Flyway's usual lock is a transaction that stays open beside the migration, and {@code CREATE INDEX CONCURRENTLY}
     * waits for every open transaction: with any DataSource, such a migration needs the lock to be the session's.
     */
    private static Flyway flyway(DataSource source, JavaMigration... more) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(source)
                .schemas("flyway_it")
                .locations("classpath:com/barkbase/libraries/migrations")
                .javaMigrations(more);
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private static List<String> vaccines() {
        return pool.query("SELECT \"name\" FROM \"flyway_it\".\"Vaccine\" ORDER BY \"id\"", row -> row.string("name"));
    }

    @Test
    void migratesOnThePoolWithATransactionEachAndWithout() {
        assertThat(flyway(pool, MORE).migrate().migrationsExecuted).isEqualTo(3);
        assertThat(flyway(pool, MORE).migrate().migrationsExecuted)
                .as("the second time")
                .isZero();
        flyway(pool, MORE).validate();
        assertThat(vaccines()).containsExactly("rabies", "distemper; \"canine\"", "leptospirosis", "bordetella");
        assertThat(pool.query("SELECT FROM pg_indexes WHERE indexname = 'Vaccine_name_idx'")
                        .rowCount())
                .isEqualTo(1);
    }

    @Test
    void rollsBackTheMigrationThatFailed() {
        assertThatThrownBy(() -> flyway(pool, new MoreVaccines(Arrays.asList("leptospirosis", null)))
                        .migrate())
                .isInstanceOf(FlywayException.class)
                .hasStackTraceContaining("null value in column \"name\" of relation \"Vaccine\"");
        assertThat(vaccines()).containsExactly("rabies", "distemper; \"canine\"");
        assertThat(flyway(pool, MORE).migrate().migrationsExecuted)
                .as("once it is mended")
                .isEqualTo(1);
    }

    @Test
    void isRefusedInATenantsScope() {
        assertThatThrownBy(() -> flyway(pool.asTenant(UUID.randomUUID())).migrate())
                .isInstanceOf(FlywayException.class)
                .rootCause()
                .hasMessage("A tenant-scoped statement starts with SELECT, INSERT, UPDATE, DELETE, MERGE, WITH or"
                        + " VALUES, not SHOW: run others on the pool itself, in the system's scope.");
        assertThat(pool.query("SELECT FROM pg_namespace WHERE nspname = 'flyway_it'")
                        .rowCount())
                .isZero();
    }

    /** As a migration written in Java does it, with a batch and the keys that the database generated. */
    private record MoreVaccines(List<@Nullable String> names) implements JavaMigration {
        @Override
        public MigrationVersion getVersion() {
            return MigrationVersion.fromVersion("3");
        }

        @Override
        public String getDescription() {
            return "more vaccines";
        }

        @Override
        public @Nullable Integer getChecksum() {
            return null;
        }

        @Override
        public boolean canExecuteInTransaction() {
            return true;
        }

        @Override
        public void migrate(Context context) throws SQLException {
            String sql = "INSERT INTO \"flyway_it\".\"Vaccine\" (\"name\") VALUES (?)";
            try (PreparedStatement insert =
                    context.getConnection().prepareStatement(sql, new String[] {"id", "name"})) {
                for (String name : names) {
                    insert.setString(1, name);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).containsExactly(1, 1);
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getInt("id")).isGreaterThan(2);
                    assertThat(keys.getString("name")).isEqualTo(names.getFirst());
                }
            }
        }
    }
}
