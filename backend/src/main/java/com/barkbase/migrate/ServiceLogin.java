package com.barkbase.migrate;

import com.barkbase.db.Pool;

/** The login of the services, {@code barkbase_app}, which the migrations make without one. */
public final class ServiceLogin {

    private ServiceLogin() {}

    public static boolean isOpen(Pool owner) {
        return owner.query("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'barkbase_app'")
                .first()
                .orElseThrow()
                .bool("rolcanlogin");
    }

    /**
     * Lets the services in with {@code password}, ASCII, of which the server learns the verifier alone. Where they may
     * log in already nothing is changed: the password may have been rotated since.
     *
     * @return whether it was set now
     */
    public static boolean open(Pool owner, String password) {
        if (isOpen(owner)) {
            return false;
        }
        set(owner, password);
        return true;
    }

    /** The same whatever there was before, for a password that this machine alone keeps. */
    public static void set(Pool owner, String password) {
        owner.update("ALTER ROLE barkbase_app LOGIN PASSWORD '" + Scram.verifier(password) + "'");
    }
}
