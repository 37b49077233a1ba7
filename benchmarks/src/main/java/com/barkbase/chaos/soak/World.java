package com.barkbase.chaos.soak;

import com.barkbase.chaos.freeze.FrozenFunction;
import com.barkbase.chaos.rig.Child;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.SecretServer;
import com.barkbase.chaos.rig.StagedSecret;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server with TLS behind a network that breaks, its login in a secret that is rotated, and the pool over them. */
final class World implements AutoCloseable {
    static final int CONNECTIONS = 6;

    private final Postgres postgres;
    private final Network network;
    private final StagedSecret secret;
    private final SecretServer secrets;
    private final Pool operator;
    private final Pool pool;
    private final Child function;

    World() throws IOException {
        postgres = Postgres.start(Map.of("log_min_messages", "fatal"));
        network = new Network(postgres.port());
        Map<String, String> login = postgres.variables(Postgres.SERVICE);
        secret = new StagedSecret(
                "barkbase/dev/postgres/app",
                Map.of(
                        "username", Postgres.SERVICE,
                        "password", login.getOrDefault("DB_PASSWORD", ""),
                        "host", Postgres.HOST,
                        "port", Integer.toString(network.port()),
                        "dbname", Postgres.DATABASE));
        secrets = new SecretServer(secret);
        operator = postgres.operator();
        pool = open();
        function = startFunction();
        operator.update("CREATE TABLE entry (caller int NOT NULL, number int NOT NULL)");
        operator.update("GRANT SELECT, INSERT ON entry TO barkbase_app");
    }

    /** As an environment of Lambda does. Close it. */
    Pool open() {
        return Pool.open(variables());
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(secrets.variables("SOAK"));
        variables.put("DB_SSL_ROOT_CERT", postgres.rootCertificate().toString());
        variables.put("DB_POOL_MAX", Integer.toString(CONNECTIONS));
        variables.put("DB_IDLE_TIMEOUT", "5000");
        variables.put("DB_STATEMENT_TIMEOUT", "2000");
        return variables;
    }

    private Child startFunction() throws IOException {
        String[] arguments = variables().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
        Path log = Path.of(System.getProperty("barkbase.home", ".."), "benchmarks/target/chaos-function.log");
        return Child.start(FrozenFunction.class, log, List.of(), arguments);
    }

    /** Another process with connections of its own. */
    Child function() {
        return function;
    }

    Pool pool() {
        return pool;
    }

    Pool operator() {
        return operator;
    }

    Postgres postgres() {
        return postgres;
    }

    Network network() {
        return network;
    }

    StagedSecret secret() {
        return secret;
    }

    SecretServer secrets() {
        return secrets;
    }

    long connections() {
        return operator.query(
                        "SELECT count(*) FROM pg_stat_activity WHERE usename = $1",
                        row -> row.bigint("count"),
                        Postgres.SERVICE)
                .getFirst();
    }

    @Override
    public void close() throws IOException {
        function.close();
        pool.close();
        secrets.close();
        operator.close();
        network.close();
        postgres.close();
    }
}
