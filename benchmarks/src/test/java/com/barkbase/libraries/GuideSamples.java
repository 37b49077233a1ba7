package com.barkbase.libraries;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.barkbase.db.Db;
import com.barkbase.db.Pool;
import com.barkbase.db.PoolListener;
import com.barkbase.db.Result;
import com.barkbase.db.Row;
import com.barkbase.db.Scope;
import com.barkbase.db.StatementException;
import com.barkbase.db.TransactionMode;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The guide's samples, between their markers word for word; {@link GuideIT} compares and runs them. */
final class GuideSamples {
    private GuideSamples() {}

    // sample
    record Owner(UUID id, String name, @Nullable String email) {
        static Owner from(Row row) {
            return new Owner(row.uuid("id"), row.string("name"), row.orNull("email", String.class));
        }
    }
    // end

    /** With a tenant that has two owners, Ada and Grace. */
    public static void main(String[] arguments) throws SQLException, IOException {
        UUID tenantId = UUID.fromString(arguments[0]);
        listen();
        List<UUID> owners = read(tenantId);
        UUID adaId = owners.getFirst();
        write(tenantId);
        tenant(tenantId);
        UUID petId = transaction(tenantId, adaId);
        repeatable(tenantId, petId);
        big(tenantId);
        failure(tenantId, adaId);
        count(tenantId);
        copy(tenantId);
        ordinaryLibraries();
        scopedLibraries(tenantId);
        spring(tenantId);
        jdbc(tenantId, adaId);
        Db.closePool();
    }

    private static void listen() {
        // sample
        Db.getPool().listen(new PoolListener() {
            @Override
            public void connected(Duration took) {
                System.out.println("connected in " + took.toMillis() + " ms");
            }

            @Override
            public void evicted(Eviction reason) {
                System.out.println("closed a connection: " + reason);
            }
        });
        // end
    }

    private static List<UUID> read(UUID tenantId) {
        // sample
        Pool pool = Db.getPool();
        Result result = pool.query("SELECT * FROM \"Owner\" WHERE \"tenantId\" = $1 ORDER BY \"name\"", tenantId);
        for (Row row : result) {
            System.out.println(row.uuid("id") + " " + row.string("name"));
        }
        // end
        UUID adaId = result.rows().get(0).uuid("id");
        UUID graceId = result.rows().get(1).uuid("id");
        // sample
        List<UUID> wanted = List.of(adaId, graceId);
        long known = pool.query("SELECT * FROM \"Owner\" WHERE \"id\" = ANY($1)", wanted)
                .rowCount();
        // end
        System.out.println("known: " + known);
        return wanted;
    }

    private static void write(UUID tenantId) {
        Pool pool = Db.getPool();
        // sample
        List<Owner> owners = pool.query("SELECT * FROM \"Owner\" WHERE \"tenantId\" = $1", Owner::from, tenantId);
        // end
        System.out.println("owners: " + owners.size());
        // sample
        String insert = "INSERT INTO \"Owner\" (\"tenantId\", \"name\") VALUES ($1, $2) RETURNING *";
        Owner luna = pool.query(insert, Owner::from, tenantId, "Luna Lovegood").getFirst();

        String change = "UPDATE \"Owner\" SET \"email\" = $2 WHERE \"id\" = $1";
        long changed = pool.update(change, luna.id(), "luna@example.com");
        // end
        System.out.println("changed: " + changed);
    }

    private static void tenant(UUID tenantId) {
        Pool pool = Db.getPool();
        // sample
        Scope kennel = pool.asTenant(tenantId);
        List<Owner> mine = kennel.query("SELECT * FROM \"Owner\" ORDER BY \"name\"", Owner::from);
        // end
        System.out.println("mine: " + mine.size());
        long remainingMillis = 10_000;
        // sample
        Instant deadline = Instant.now().plusMillis(remainingMillis - 250);
        List<Owner> inTime = kennel.before(deadline).query("SELECT * FROM \"Owner\"", Owner::from);
        // end
        System.out.println("in time: " + inTime.size());
    }

    private static UUID transaction(UUID tenantId, UUID adaId) {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        String addPet = """
                INSERT INTO "Pet" ("tenantId", "id", "name", "species", "primaryOwnerId") VALUES ($1, $2, $3, $4, $5)
                """;
        String link = """
                INSERT INTO "PetOwner" ("tenantId", "petId", "ownerId") VALUES ($1, $2, $3)
                """;
        UUID petId = UUID.randomUUID();
        kennel.inTransaction(tx -> {
            tx.update(addPet, tenantId, petId, "Rex", "dog", adaId);
            return tx.update(link, tenantId, petId, adaId);
        });
        // end
        return petId;
    }

    private static void repeatable(UUID tenantId, UUID petId) {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        TransactionMode mode = TransactionMode.serializable().repeatable(5);
        long renamed = kennel.inTransaction(mode, tx -> {
            long pets = tx.query("SELECT * FROM \"Pet\"").rowCount();
            return tx.update("UPDATE \"Pet\" SET \"name\" = $1 WHERE \"id\" = $2", "Rex, one of " + pets, petId);
        });
        // end
        System.out.println("renamed: " + renamed);
    }

    private static void big(UUID tenantId) {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        long letters = kennel.stream(
                "SELECT \"name\" FROM \"Owner\"",
                row -> row.string("name"),
                names -> names.mapToLong(String::length).sum());
        // end
        System.out.println("letters: " + letters);
        // sample
        String insertAll = """
                INSERT INTO "Owner" ("tenantId", "name", "email") SELECT $1, * FROM unnest($2::text[], $3::text[])
                """;
        List<String> names = List.of("Katherine", "Dorothy");
        List<String> mails = List.of("katherine@example.com", "dorothy@example.com");
        long inserted = kennel.update(insertAll, tenantId, names, mails);
        // end
        System.out.println("inserted: " + inserted);
    }

    private static void copy(UUID tenantId) throws SQLException, IOException {
        Pool pool = Db.getPool();
        // sample
        try (Connection connection = pool.getConnection()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            String lines = tenantId + "\tMary\n" + tenantId + "\tEdith\n";
            long copied = copy.copyIn("COPY \"Owner\" (\"tenantId\", \"name\") FROM STDIN", new StringReader(lines));
            System.out.println("copied: " + copied);
        }
        // end
    }

    private static void failure(UUID tenantId, UUID adaId) {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        try {
            kennel.update("UPDATE \"Owner\" SET \"name\" = NULL WHERE \"id\" = $1", adaId);
        } catch (StatementException e) {
            System.out.println(e.sqlState() + ", again? " + e.safeToRetry());
        }
        // end
    }

    private static void count(UUID tenantId) {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        LongAdder roundTrips = new LongAdder();
        kennel.counting(roundTrips).query("SELECT * FROM \"Pet\"");
        System.out.println("round trips: " + roundTrips);
        // end
    }

    private static void ordinaryLibraries() {
        Pool pool = Db.getPool();
        // sample
        Integer pets = new JdbcTemplate(pool).queryForObject("SELECT count(*) FROM \"Pet\"", Integer.class);
        Flyway flyway = Flyway.configure().dataSource(pool).load();
        // end
        System.out.println("pets: " + pets + ", migrated: " + flyway.info().applied().length);
    }

    private static void scopedLibraries(UUID tenantId) {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        DSLContext jooq = DSL.using(kennel, SQLDialect.POSTGRES);
        int dogs = jooq.transactionResult(tx ->
                tx.dsl().fetchCount(table(name("Pet")), field(name("species")).eq("dog")));
        // end
        System.out.println("dogs: " + dogs);
        // sample
        List<String> names = Jdbi.create(kennel)
                .inTransaction(tx -> tx.createQuery("SELECT \"name\" FROM \"Owner\"")
                        .mapTo(String.class)
                        .list());
        // end
        System.out.println("names: " + names.size());
    }

    private static void spring(UUID tenantId) {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        JdbcTemplate template = new JdbcTemplate(kennel);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(kennel));
        Integer owners =
                transaction.execute(status -> template.queryForObject("SELECT count(*) FROM \"Owner\"", Integer.class));
        // end
        System.out.println("by Spring: " + owners);
    }

    private static void jdbc(UUID tenantId, UUID adaId) throws SQLException {
        Scope kennel = Db.getPool().asTenant(tenantId);
        // sample
        try (Connection connection = kennel.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE \"Owner\" SET \"phone\" = ? WHERE \"id\" = ?")) {
                statement.setString(1, "+1 555 0100");
                statement.setObject(2, adaId);
                statement.executeUpdate();
            }
            connection.commit();
        }
        // end
    }
}
