package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.barkbase.db.ConfigurationException;
import com.barkbase.db.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PetsTest {
    @Test
    void readsPetsFromARealDatabase() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Pool pool = Pool.open(Map.of(
                        "DB_HOST", "localhost",
                        "DB_PORT", Integer.toString(server.getPort()),
                        "DB_NAME", "postgres"))) {
            assertEquals(List.of(new Pets.Pet(2, "Bella")), new Pets(pool).named(UUID.randomUUID(), "Bella"));
        }
    }

    @Test
    void isToldWhichVariableIsWrong() {
        try (Pool pool = Pool.open(Map.of("DB_HOST", "localhost", "DB_PORT", "none"))) {
            assertThrows(ConfigurationException.class, () -> pool.query("SELECT 1"));
        }
    }
}
