package com.barkbase.db;

import java.util.List;

/** The server's settings that spoil what the db-layer promises, as this session sees them. */
final class ServerSettings {

    /** A setting with the values that are not wanted, and what comes of them. */
    private record Unwanted(String name, List<String> values, String consequence) {
        boolean isSet(Row settings) {
            return values.contains(settings.string(name));
        }

        String sentence(Row settings) {
            return name + " is " + settings.string(name) + ": " + consequence + ".";
        }
    }

    private static final List<Unwanted> FATAL = List.of(new Unwanted(
            "row_security",
            List.of("off"),
            "a tenant's statement fails on every table with a policy; leave it on, in the role and the database"));

    private static final List<Unwanted> DOUBTFUL = List.of(
            new Unwanted(
                    "transaction_read_only",
                    List.of("on"),
                    "nothing can be written; name the writer in DB_HOST or the secret, or reset"
                            + " default_transaction_read_only"),
            new Unwanted(
                    "server_encoding",
                    List.of("SQL_ASCII"),
                    "letters are bytes of no known meaning; make the database with ENCODING 'UTF8'"),
            new Unwanted(
                    "log_statement",
                    List.of("ddl", "mod", "all"),
                    "the server's log then holds statements, with passwords of roles among them; set it to none"),
            new Unwanted("fsync", List.of("off"), "a crash of the server loses data; turn it on"),
            new Unwanted(
                    "tcp_user_timeout",
                    List.of("0"),
                    "a client that vanished keeps its connection and locks for minutes; run the migrations, or ALTER"
                            + " ROLE … SET tcp_user_timeout = '30s' for the login"));

    /** Systems other than Linux have no tcp_user_timeout: always 0 there. */
    private static final String SQL = """
            SELECT current_setting('row_security') AS row_security,
                   current_setting('transaction_read_only') AS transaction_read_only,
                   current_setting('server_encoding') AS server_encoding,
                   current_setting('log_statement') AS log_statement,
                   current_setting('fsync') AS fsync,
                   CASE WHEN version() LIKE '%linux%' THEN current_setting('tcp_user_timeout') ELSE 'none'
                   END AS tcp_user_timeout
            """;

    private ServerSettings() {}

    static String check(SessionChecks session, Walk walk) {
        Row settings = session.row(SQL);
        for (Unwanted each : FATAL) {
            if (each.isSet(settings)) {
                throw new ConfigurationException(each.sentence(settings));
            }
        }
        DOUBTFUL.stream()
                .filter(each -> each.isSet(settings))
                .map(each -> each.sentence(settings))
                .forEach(walk::warn);
        return "as they should be";
    }
}
