package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The README's samples, between their markers word for word; {@link ReadmeSamplesIT} compares and runs them. */
final class ReadmeSamples {
    private ReadmeSamples() {}

    // sample
    record Pet(int id, String name) {
        static Pet from(Row row) {
            return new Pet(row.integer("id"), row.string("name"));
        }
    }
    // end

    // sample
    public static final class PetsFunction {
        static {
            try {
                Db.warmUp();
            } catch (DbException e) {
                System.err.println("[DB-LAYER] " + e.getMessage());
            }
        }

        public List<String> handle(Map<String, String> event) {
            UUID tenantId = UUID.fromString(event.get("tenantId"));
            return Db.getPool()
                    .asTenant(tenantId)
                    .query("SELECT name FROM \"Pet\" ORDER BY name", row -> row.string("name"));
        }
    }
    // end

    public static void main(String[] arguments) throws SQLException, IOException {
        System.out.println("function: " + new PetsFunction().handle(Map.of("tenantId", HAPPY_PAWS.toString())));
        statements(HAPPY_PAWS);
        deadlines(HAPPY_PAWS);
        values();
        transactions(HAPPY_PAWS);
        libraries(HAPPY_PAWS);
        // sample
        Db.closePool();
        // end
    }

    private static void statements(UUID tenantId) {
        // sample
        Pool pool = Db.getPool();
        Result result = pool.query("SELECT * FROM \"Pet\" WHERE \"tenantId\" = $1", tenantId);
        for (Row row : result) {
            System.out.println(row.integer("id") + " " + row.string("name"));
        }
        // end

        // sample
        List<Pet> pets = pool.query("SELECT * FROM \"Pet\" WHERE \"tenantId\" = $1", Pet::from, tenantId);
        // end

        // sample
        List<Pet> same = pool.asTenant(tenantId).query("SELECT * FROM \"Pet\"", Pet::from);
        // end
        System.out.println("same: " + same.equals(pets));
    }

    private static void deadlines(UUID tenantId) {
        Pool pool = Db.getPool();
        int remainingMillis = 5_000;
        // sample
        Instant deadline = Instant.now().plusMillis(remainingMillis - 500);
        Result pets = pool.asTenant(tenantId).before(deadline).query("SELECT * FROM \"Pet\"");
        // end
        System.out.println("before: " + pets.rowCount());
    }

    private static void values() {
        Pool pool = Db.getPool();
        // sample
        Result some = pool.query("SELECT * FROM \"Pet\" WHERE id = ANY($1)", List.of(1, 2));
        Result named = pool.query("SELECT * FROM \"Pet\" WHERE $1::text IS NULL OR name = $1", "Rex");
        Result tagged = pool.query("SELECT '{\"good\": true}'::jsonb ? $1 AS tagged", "good");
        // end
        System.out.println("values: " + some.rowCount() + named.rowCount()
                + tagged.rows().get(0).bool("tagged"));
    }

    private static void transactions(UUID tenantId) throws IOException {
        Pool pool = Db.getPool();
        // sample
        long pets = pool.asTenant(tenantId).inTransaction(tx -> {
            tx.update("INSERT INTO \"Pet\" (\"tenantId\", id, name) VALUES ($1, $2, $3)", tenantId, 3, "Luna");
            return tx.query("SELECT * FROM \"Pet\"").rowCount();
        });
        // end
        System.out.println("pets: " + pets);
    }

    private static void libraries(UUID tenantId) throws SQLException {
        // sample
        DataSource dataSource = Db.getPool();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*) FROM \"Pet\" WHERE \"tenantId\" = ?")) {
            statement.setObject(1, tenantId);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                System.out.println(rows.getLong(1) + " pets");
            }
        }
        // end
    }
}
