package com.barkbase.chaos.tenants;

import com.barkbase.db.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * A real PostgreSQL 17 with the pets of a few kennels behind row-level security, as the migrations make it: the owner
 * is no superuser, the service role sees nothing without a tenant. It asks nobody for a password.
 */
final class KennelServer implements AutoCloseable {
    static final String OWNER = "barkbase_admin";
    static final String SERVICE = "barkbase_app";
    static final String SUPERUSER = "postgres";
    static final int PETS_OF_A_KENNEL = 3;
    static final List<UUID> KENNELS = LongStream.rangeClosed(1, 6)
            .mapToObj(number -> new UUID(0x4000, 0x8000_0000_0000_0000L + number))
            .toList();

    static final long ALL_PETS = (long) PETS_OF_A_KENNEL * KENNELS.size();

    private static final String DATABASE = "kennels";
    private static final List<String> CLUSTER = List.of(
            "CREATE ROLE barkbase_admin LOGIN CREATEROLE CREATEDB",
            "CREATE ROLE barkbase_app LOGIN",
            "GRANT barkbase_app TO barkbase_admin WITH ADMIN TRUE, SET TRUE, INHERIT FALSE",
            "CREATE DATABASE kennels OWNER barkbase_admin");
    private static final List<String> SCHEMA = List.of(
            "REVOKE ALL ON DATABASE kennels FROM PUBLIC",
            "GRANT CONNECT ON DATABASE kennels TO barkbase_app",
            """
            CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
            BEGIN
                IF coalesce(current_setting('app.tenant_id', true), '') = '' THEN
                    RAISE EXCEPTION 'no tenant in scope' USING ERRCODE = 'insufficient_privilege';
                END IF;
                RETURN current_setting('app.tenant_id')::uuid;
            END $$
            """,
            """
            CREATE TABLE "Pet" ("tenantId" uuid NOT NULL, "id" int NOT NULL, "writer" uuid NOT NULL,
                "state" text NOT NULL, PRIMARY KEY ("tenantId", "id")) WITH (fillfactor = 50)
            """,
            "ALTER TABLE \"Pet\" ENABLE ROW LEVEL SECURITY",
            """
            CREATE POLICY "Pet_isolation" ON "Pet" TO barkbase_app
                USING ("tenantId" = current_tenant()) WITH CHECK ("tenantId" = current_tenant())
            """,
            "GRANT SELECT, INSERT, UPDATE ON \"Pet\" TO barkbase_app");

    private final EmbeddedPostgres server;

    private KennelServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static KennelServer start() throws IOException {
        KennelServer server = new KennelServer(EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "off")
                .start());
        try (Pool superuser = server.login(SUPERUSER, Map.of("DB_NAME", "postgres"));
                Pool owner = server.login(OWNER, Map.of())) {
            CLUSTER.forEach(superuser::update);
            SCHEMA.forEach(owner::update);
            owner.update(
                    "INSERT INTO \"Pet\" SELECT kennel, number, kennel, $2"
                            + " FROM unnest($1::uuid[]) AS kennel, generate_series(1, $3) AS number",
                    KENNELS,
                    Sighting.KEPT,
                    PETS_OF_A_KENNEL);
        }
        return server;
    }

    /** A pool of its own; {@code variables} go before the server's. */
    Pool login(String user, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "DB_HOST",
                "localhost",
                "DB_PORT",
                Integer.toString(server.getPort()),
                "DB_NAME",
                DATABASE,
                "DB_USER",
                user));
        all.putAll(variables);
        return Pool.open(all);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
