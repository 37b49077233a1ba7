package com.barkbase.local;

import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import com.barkbase.db.Row;
import com.barkbase.migrate.ServiceLogin;

/** A PostgreSQL that the variables name, as the specification's local set-up has it. */
final class External {

    private static final int OLDEST_VERSION = 160_000;

    private final Login owner;
    private final PasswordFile passwords;

    External(Login owner, Home home) {
        this.owner = owner;
        this.passwords = new PasswordFile(home.path("external-pgpass"));
    }

    PasswordFile passwords() {
        return passwords;
    }

    /** Refuses what our schema can't live in, and warns of what hides mistakes. */
    static void check(Pool pool) {
        Row server = pool.query("""
                        SELECT current_setting('server_version_num')::int AS number,
                               current_setting('server_version') AS version,
                               current_user::text AS "user",
                               rolsuper AS superuser
                        FROM pg_roles WHERE rolname = current_user
                        """).first().orElseThrow();
        if (server.integer("number") < OLDEST_VERSION) {
            throw new CannotStart(
                    "BarkBase needs PostgreSQL 16 or newer, and this server is %s:".formatted(server.string("version"))
                            + " point DB_HOST and DB_PORT to a newer one, or unset DB_* for the embedded 17.");
        }
        if (server.bool("superuser")) {
            System.out.printf(
                    "Warning: %s is a superuser, which RDS gives nobody: what works here may be refused there.%n",
                    server.string("user"));
        }
    }

    /**
     * The login of the services. It is made where {@code barkbase_app} can't log in yet; where somebody else gave it a
     * password, that stays, and the services log in as the owner and still act as {@code barkbase_app} for each tenant.
     */
    Login serviceLogin(Pool pool) {
        Login held = owner.as(
                Embedded.SERVICE,
                passwords.find(owner.server(), Embedded.SERVICE).orElse(""));
        if (passwords.find(owner.server(), Embedded.SERVICE).isPresent() && works(held)) {
            return held;
        }
        if (ServiceLogin.isOpen(pool)) {
            return asOwner("has a password already, which dev does not know and leaves alone");
        }
        return makeLogin(pool);
    }

    private Login makeLogin(Pool pool) {
        String password = PasswordFile.randomPassword();
        try {
            ServiceLogin.set(pool, password);
        } catch (DbException refused) {
            return asOwner("may not be given a password by " + owner.user());
        }
        passwords.put(owner.server(), Embedded.SERVICE, password);
        return owner.as(Embedded.SERVICE, password);
    }

    private Login asOwner(String reason) {
        System.out.printf("Warning: the role barkbase_app %s: the services log in as %s.%n", reason, owner.user());
        return owner;
    }

    private static boolean works(Login login) {
        try (Pool pool = Pool.open(login.variables())) {
            pool.query("SELECT 1");
            return true;
        } catch (DbException refused) {
            return false;
        }
    }
}
