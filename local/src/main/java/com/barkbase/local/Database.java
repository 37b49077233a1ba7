package com.barkbase.local;

import com.barkbase.db.Pool;
import com.barkbase.migrate.Schema;
import java.util.List;

/**
 * A migrated database, ready to serve.
 *
 * @param services the pool that the handlers use
 * @param kennels whom tokens are printed for
 */
record Database(Pool services, Login service, Login owner, PasswordFile passwords, List<Kennel> kennels) {

    /** Starts the embedded server. */
    static Database embedded(Home home, boolean fresh, Closing closing) {
        Embedded embedded = new Embedded(home);
        Postgres server = embedded.start(fresh, closing);
        server.whenStopped(() -> Dev.stoppedUnexpectedly(closing, home.path("postgres.log")));
        Login owner = embedded.owner(server);
        Login service = embedded.service(server);
        try (Pool pool = Pool.open(owner.variables())) {
            Schema.migrate(pool);
            if (Kennel.list(pool).isEmpty()) {
                fill(pool);
            }
            embedded.letServiceIn(pool);
            return new Database(open(service, closing), service, owner, embedded.passwords(), Kennel.list(pool));
        }
    }

    /** Uses the server that {@code owner} names. */
    static Database external(Login owner, Home home, Closing closing) {
        System.out.printf("Using the PostgreSQL of DB_*: %s …%n", owner);
        External external = new External(owner, home);
        try (Pool pool = Pool.open(owner.variables())) {
            External.check(pool);
            if (Schema.migrate(pool).wasEmpty()) {
                fill(pool);
            }
            Login service = external.serviceLogin(pool);
            return new Database(open(service, closing), service, owner, external.passwords(), Kennel.list(pool));
        }
    }

    private static void fill(Pool owner) {
        System.out.println("Filling in two kennels' demo data …");
        DemoData.insert(owner);
    }

    /** Connected, so that "ready" is true. */
    private static Pool open(Login service, Closing closing) {
        Pool pool = closing.open(() -> Pool.open(service.variables()));
        pool.warmUp();
        return pool;
    }
}
