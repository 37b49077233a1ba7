package com.barkbase.bench.subject;

import com.barkbase.db.Db;
import com.barkbase.db.Scope;
import java.util.List;
import java.util.UUID;

/** The db-layer by its public door. */
public class DbLayerContender implements Contender {
    private final Scope scope;
    private final String pet;

    public DbLayerContender() {
        this(Db.getPool(), "pets");
    }

    private DbLayerContender(Scope scope, String table) {
        this.scope = scope;
        this.pet = "SELECT name FROM " + table + " WHERE id = $1";
    }

    @Override
    public int pets() {
        List<String> pets = scope.query(
                PETS,
                row -> row.string("id")
                        + row.string("name")
                        + row.string("breed")
                        + row.string("born")
                        + row.string("weight"));
        return pets.size();
    }

    @Override
    public String pet(int id) {
        return scope.query(pet, row -> row.string("name"), id).getFirst();
    }

    /** In the scope of one tenant, from a table of the same rows with row-level security. */
    public static final class OfTenant extends DbLayerContender {
        public OfTenant() {
            super(Db.getPool().asTenant(new UUID(0, 1)), "kennel_pets");
        }
    }
}
