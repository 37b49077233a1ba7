package com.barkbase.db;

/** Direct mode: the login stands in the variables. */
record DirectLogins(Login login) implements Logins {

    @Override
    public Login current(Deadline until) {
        return login;
    }

    @Override
    public Login after(Login refused, Deadline until) {
        return login;
    }

    @Override
    public String remedy() {
        return "Check DB_USER and DB_PASSWORD.";
    }
}
