package com.barkbase.db;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Direct mode: the login stands in the variables. */
record DirectLogins(Login login) implements Logins {

    @Override
    public Login current(Deadline until) {
        return login;
    }

    @Override
    public @Nullable Login next(List<Login> refused, Deadline until) {
        return null;
    }

    @Override
    public String remedy() {
        return "Check DB_USER and DB_PASSWORD.";
    }
}
