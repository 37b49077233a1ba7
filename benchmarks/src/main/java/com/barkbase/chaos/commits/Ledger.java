package com.barkbase.chaos.commits;

import com.barkbase.chaos.rig.Postgres;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table that all writes go to, and the server's own record of what it executed. */
final class Ledger implements AutoCloseable {
    static final UUID TENANT = new UUID(0x4000, 0x8000_0000_0000_0001L);

    static final String WRITE = "INSERT INTO \"Entry\" VALUES ($1, $2)";
    static final String JDBC_WRITE = "INSERT INTO \"Entry\" VALUES (?::uuid, ?)";
    static final String CLAIM = "INSERT INTO \"Key\" VALUES ($1) ON CONFLICT DO NOTHING";
    static final String KEYED_WRITE = """
            WITH claimed AS (INSERT INTO "Key" VALUES ('key of ' || $2) ON CONFLICT DO NOTHING RETURNING 1)
            INSERT INTO "Entry" SELECT $1, $2 FROM claimed
            """;

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE \"Entry\" (\"tenantId\" uuid NOT NULL, \"entry\" text NOT NULL)",
            "CREATE TABLE \"Key\" (\"key\" text PRIMARY KEY)",
            "ALTER TABLE \"Entry\" ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY tenant ON \"Entry\" TO barkbase_app USING"
                    + " (\"tenantId\" = current_setting('app.tenant_id')::uuid)",
            "GRANT SELECT, INSERT ON \"Entry\", \"Key\" TO barkbase_app");
    /** How the log writes an execution's values; the entry's text stands in no other line. */
    private static final Pattern EXECUTED = Pattern.compile("DETAIL: .*'(entry [^']*)'");

    private final Postgres server;

    private Ledger(Postgres server) {
        this.server = server;
    }

    static Ledger open() throws IOException {
        Postgres server = Postgres.start(Map.of("log_statement", "all", "log_min_messages", "log"));
        try (Pool owner = Pool.open(server.variables(Postgres.OWNER))) {
            SCHEMA.forEach(owner::update);
        }
        return new Ledger(server);
    }

    Postgres server() {
        return server;
    }

    /** How often each entry is there. */
    Map<String, Long> stored() {
        Map<String, Long> stored = new HashMap<>();
        try (Pool owner = Pool.open(server.variables(Postgres.OWNER))) {
            owner.query("SELECT \"entry\", count(*) AS n FROM \"Entry\" GROUP BY \"entry\"")
                    .forEach(row -> stored.put(row.string("entry"), row.bigint("n")));
        }
        return stored;
    }

    /** How often the server began to execute the write of each entry, by its log. */
    Map<String, Long> executed() throws IOException {
        Map<String, Long> executed = new HashMap<>();
        try (Stream<String> lines = Files.lines(server.log())) {
            lines.map(EXECUTED::matcher)
                    .filter(Matcher::find)
                    .forEach(found -> executed.merge(found.group(1), 1L, Long::sum));
        }
        return executed;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
