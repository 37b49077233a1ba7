package com.barkbase.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A fresh database with two kennels' pets behind row-level security, as the design has it: the owner is no superuser,
 * the service role sees nothing without a tenant.
 */
final class KennelDatabase {
    static final UUID HAPPY_PAWS = UUID.fromString("11111111-1111-4111-8111-111111111111");
    static final UUID CAT_CASTLE = UUID.fromString("22222222-2222-4222-8222-222222222222");
    static final String SERVICE = "barkbase_app";
    static final String SERVICE_PASSWORD = "the-service's-password";

    private static final String SCHEMA = """
            do $$ begin create role barkbase_app login; exception when duplicate_object then null; end $$;
            alter role barkbase_app password 'the-service''s-password';
            grant barkbase_app to current_user with set true, inherit false;
            create function tenant() returns uuid language plpgsql stable parallel safe as $$
            begin
                if coalesce(current_setting('app.tenant_id', true), '') = '' then
                    raise exception 'no tenant in scope' using hint = 'use asTenant';
                end if;
                return current_setting('app.tenant_id')::uuid;
            end $$;
            create table "Pet" ("tenantId" uuid not null, id int not null, name text not null,
                primary key ("tenantId", id));
            alter table "Pet" enable row level security;
            create policy tenant on "Pet" to barkbase_app
                using ("tenantId" = tenant()) with check ("tenantId" = tenant());
            grant select, insert, update, delete on "Pet" to barkbase_app;
            insert into "Pet" values ('11111111-1111-4111-8111-111111111111', 1, 'Rex'),
                ('11111111-1111-4111-8111-111111111111', 2, 'Bella'),
                ('22222222-2222-4222-8222-222222222222', 1, 'Mitzi');
            """;

    private final String name;

    private KennelDatabase(String name) {
        this.name = name;
    }

    static KennelDatabase create(Class<?> test) throws SQLException {
        String name = test.getSimpleName().toLowerCase(Locale.ROOT);
        TestPostgres.shared().createDatabase(name);
        try (Connection owner = TestPostgres.shared().owner(name);
                Statement statement = owner.createStatement()) {
            statement.execute(SCHEMA);
        }
        return new KennelDatabase(name);
    }

    String name() {
        return name;
    }

    /** Direct mode as the service role. */
    Map<String, String> asService() {
        return variables(SERVICE, SERVICE_PASSWORD);
    }

    /** Direct mode as the schema's owner. */
    Map<String, String> asOwner() {
        return variables(TestPostgres.OWNER, TestPostgres.OWNER_PASSWORD);
    }

    private Map<String, String> variables(String user, String password) {
        return with(
                Map.of(),
                "DB_HOST",
                TestPostgres.HOST,
                "DB_PORT",
                Integer.toString(TestPostgres.shared().port()),
                "DB_NAME",
                name,
                "DB_USER",
                user,
                "DB_PASSWORD",
                password);
    }

    static Map<String, String> with(Map<String, String> variables, String... namesAndValues) {
        Map<String, String> changed = new HashMap<>(variables);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return changed;
    }

    /** How many of the db-layer's sessions the server holds in this database. */
    long sessions() throws SQLException {
        return sessions("barkbase-dev");
    }

    long sessions(String applicationName) throws SQLException {
        try (Connection connection = TestPostgres.shared().superuser();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from pg_stat_activity where datname = ? and application_name = ?")) {
            statement.setString(1, name);
            statement.setString(2, applicationName);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Waits until the server holds so many of the db-layer's sessions. */
    void awaitSessions(long expected) throws SQLException {
        awaitSessions("barkbase-dev", expected);
    }

    void awaitSessions(String applicationName, long expected) throws SQLException {
        Deadline until = Deadline.in(10_000);
        while (sessions(applicationName) != expected) {
            if (until.hasPassed()) {
                throw new AssertionError(
                        "the server holds " + sessions(applicationName) + " sessions, not " + expected);
            }
            Thread.onSpinWait();
        }
    }
}
