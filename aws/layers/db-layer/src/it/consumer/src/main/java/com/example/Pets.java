package com.example;

import com.barkbase.db.Pool;
import com.barkbase.db.Row;
import java.util.List;
import java.util.UUID;

/** What a user writes, compiled with nothing but the db-layer and what its POM brings. */
public final class Pets {
    private final Pool pool;

    public record Pet(int id, String name) {
        static Pet from(Row row) {
            return new Pet(row.integer("id"), row.string("name"));
        }
    }

    public Pets(Pool pool) {
        this.pool = pool;
    }

    public List<Pet> named(UUID tenantId, String name) {
        return pool.inTransaction(tx -> {
            tx.update("CREATE TEMPORARY TABLE \"Pet\" (\"tenantId\" uuid, id int, name text)");
            tx.update("INSERT INTO \"Pet\" VALUES ($1, 1, 'Rex'), ($1, 2, 'Bella')", tenantId);
            return tx.query("SELECT * FROM \"Pet\" WHERE \"tenantId\" = $1 AND name = $2", Pet::from, tenantId, name);
        });
    }
}
