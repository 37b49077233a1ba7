package com.barkbase.db;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a session can be asked: whether it is the right one, and whether the server is fit for it. */
final class SessionChecks {
    /** No tenant has this id, and no table is read under it. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(5);
    /** Within a region a round trip takes about 1 ms. */
    private static final double FAR_MILLIS = 20;

    private static final int SAMPLES = 10;

    private final Pool pool;
    private final Settings settings;
    private final Instant end;
    private final Walk walk;

    SessionChecks(Pool pool, Settings settings, Instant end, Walk walk) {
        this.pool = pool;
        this.settings = settings;
        this.end = end;
        this.walk = walk;
    }

    String logIn() {
        long start = System.nanoTime();
        Row row = row("SELECT session_user, current_database() AS database, current_setting('server_version') AS v");
        return "%s in %s, PostgreSQL %s; a new session takes %.0f ms"
                .formatted(row.string("session_user"), row.string("database"), row.string("v"), millisSince(start));
    }

    String role() {
        Row role = row("SELECT rolname, rolsuper, rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = session_user");
        String name = role.string("rolname");
        if (role.bool("rolsuper")) {
            walk.warn(name + " is a superuser, which RDS gives nobody: what works here may be refused there. Log in as"
                    + " another role.");
        } else if (role.bool("rolbypassrls")) {
            walk.warn(name + " bypasses row-level security, so that without asTenant it sees every tenant: ALTER ROLE "
                    + name + " NOBYPASSRLS.");
        }
        return name + " is no superuser and does not bypass row-level security";
    }

    String tenantRole() {
        String role = settings.tenantRole();
        Row taken = takeTenantRole(role);
        if (taken.bool("bypasses")) {
            throw new ConfigurationException("The role " + role + " bypasses row-level security, so that every tenant"
                    + " sees all: as a superuser, ALTER ROLE " + role + " NOSUPERUSER NOBYPASSRLS.");
        }
        return role + " can be taken, and row-level security binds it";
    }

    private Row takeTenantRole(String role) {
        try {
            return row(pool.asTenant(NOBODY), """
                    SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_catalog.pg_roles WHERE rolname = current_user
                    """);
        } catch (StatementException refused) {
            String remedy = switch (String.valueOf(refused.sqlState())) {
                case "22023" -> " Run the migrations, which make it, or set DB_TENANT_ROLE.";
                case "42501" ->
                    " Run the migrations, which grant it, or as its administrator: GRANT " + role
                            + " TO the login WITH SET TRUE, INHERIT FALSE.";
                default -> throw refused;
            };
            throw new ConfigurationException(refused.getMessage() + remedy);
        }
    }

    /** The server's time is taken for that of the middle of the round trip. */
    String clock(Clock clock) {
        Instant before = clock.instant();
        Instant there = row("SELECT clock_timestamp() AS now").instant("now");
        Duration roundTrip = Duration.between(before, clock.instant());
        Duration ahead = Duration.between(there, before.plus(roundTrip.dividedBy(2)));
        if (ahead.abs().compareTo(TOLERATED_SKEW.plus(roundTrip)) > 0) {
            walk.warn("This machine's clock is " + ahead.abs().toSeconds() + " s "
                    + (ahead.isNegative() ? "behind" : "ahead of")
                    + " PostgreSQL's: set it right, since tokens, certificates and deadlines are judged by it.");
        }
        return "as PostgreSQL's";
    }

    String connections() {
        Row row = row("""
                SELECT least(current_setting('max_connections')::int
                           - current_setting('superuser_reserved_connections')::int
                           - coalesce(current_setting('reserved_connections', true), '0')::int,
                         nullif(rolconnlimit, -1), nullif(datconnlimit, -1)) AS most,
                       (SELECT sum(numbackends) FROM pg_catalog.pg_stat_database) AS used
                FROM pg_catalog.pg_roles, pg_catalog.pg_database
                WHERE rolname = session_user AND datname = current_database()
                """);
        long most = row.bigint("most");
        long free = Math.max(0, most - row.bigint("used") + 1); // one of those in use is this session
        String remedy = ": lower DB_POOL_MAX, or raise max_connections or the role's or database's own limit.";
        if (settings.poolMax() > most) {
            throw new ConfigurationException("The pool may open " + settings.poolMax() + " connections (DB_POOL_MAX)"
                    + " and PostgreSQL allows this login " + most + remedy);
        }
        if (settings.poolMax() > free) {
            walk.warn("The pool may open " + settings.poolMax() + " connections (DB_POOL_MAX) and of " + most + " only "
                    + free + " are free" + remedy);
        }
        return "up to %d a pool, %d allowed, %d in use: room for %d such functions at a time"
                .formatted(settings.poolMax(), most, most - free, most / settings.poolMax());
    }

    /** The best of some, since the first ones pay for loading our own classes. */
    String latency() {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            long start = System.nanoTime();
            row(pool.asTenant(NOBODY), "SELECT 1");
            best = Math.min(best, millisSince(start));
        }
        String row = String.format(Locale.ROOT, "tenant's row takes %.1f ms", best);
        if (best > FAR_MILLIS) {
            walk.warn("A " + row + ": is the function in the database's region, or the network slow?");
        }
        return "a " + row + ", in one round trip";
    }

    Row row(String sql) {
        return row(pool, sql);
    }

    private Row row(Scope scope, String sql) {
        return scope.before(end).query(sql).rows().get(0);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
