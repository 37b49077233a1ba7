package com.barkbase.db;

/** Everything a session needs to know whom to ask and as whom; shown without its password. */
record Login(String host, int port, String database, String user, String password) {

    String server() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return ServerMessage.onOneLine(user) + "@" + server() + "/" + ServerMessage.onOneLine(database);
    }
}
