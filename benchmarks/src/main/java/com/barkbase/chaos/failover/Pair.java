package com.barkbase.chaos.failover;

import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A primary and its streaming replica, and the name by which they are known: a port that leads to one of them. The
 * replica is made of a copy of the stopped primary's files, since the embedded PostgreSQL has no client programs.
 */
final class Pair implements AutoCloseable {
    private final Postgres primary;
    private final Postgres replica;
    private final Network replication;
    private final Network name;
    private final Pool replicasOperator;

    Pair(boolean synchronous) throws IOException, InterruptedException {
        primary = Postgres.start(Map.of("log_min_messages", "fatal"));
        try (Pool operator = primary.operator()) {
            operator.update("CREATE TABLE entry (name text NOT NULL)");
            operator.update("GRANT SELECT, INSERT ON entry TO barkbase_app");
        }
        primary.stop();
        replication = new Network(primary.port());
        replica = primary.copy(
                Map.of("log_min_messages", "fatal"),
                Map.of("standby.signal", "", "postgresql.auto.conf", replicaSettings()));
        primary.startAgain();
        name = new Network(primary.port());
        replicasOperator = replica.operator();
        awaitReplication(synchronous);
    }

    private String replicaSettings() {
        return """
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=replica'
                wal_retrieve_retry_interval = '100ms'
                """.formatted(
                        replication.port(),
                        Postgres.SUPERUSER,
                        primary.variables(Postgres.SUPERUSER).get("DB_PASSWORD"));
    }

    private void awaitReplication(boolean synchronous) throws InterruptedException {
        try (Pool operator = primary.operator()) {
            while (operator.query("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'")
                            .rowCount()
                    == 0) {
                Thread.sleep(20);
            }
            if (synchronous) {
                operator.update("ALTER SYSTEM SET synchronous_standby_names = 'replica'");
                operator.query("SELECT pg_reload_conf()");
                while (operator.query("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'")
                                .rowCount()
                        == 0) {
                    Thread.sleep(20);
                }
            }
        }
    }

    Postgres primary() {
        return primary;
    }

    Network name() {
        return name;
    }

    /** From now on the replica learns nothing. */
    void endReplication() {
        replication.lines().forEach(Line::blackHole);
        replication.atConnect(Line::blackHole);
    }

    /** All transactions are read-only there, as where a fence is put around a primary that has been replaced. */
    void fencePrimary() {
        try (Pool operator = primary.operator()) {
            operator.update("ALTER SYSTEM SET default_transaction_read_only = on");
            operator.query("SELECT pg_reload_conf()");
        } catch (DbException lostWhileItWasKilled) {
            throw new IllegalStateException("the primary cannot be fenced", lostWhileItWasKilled);
        }
    }

    void promoteReplica() {
        replicasOperator.query("SELECT pg_promote(true, 30)");
    }

    void moveName() {
        name.atConnect(line -> {});
        name.leadTo(replica.port());
    }

    /** What the replica has, before its promotion or after. */
    Map<String, Long> entries() {
        Map<String, Long> entries = new HashMap<>();
        replicasOperator
                .query("SELECT name, count(*) AS n FROM entry GROUP BY name")
                .forEach(row -> entries.put(row.string("name"), row.bigint("n")));
        return entries;
    }

    /** The service's, by the name. */
    Map<String, String> variables() {
        Map<String, String> variables = primary.variables(Postgres.SERVICE);
        variables.put("DB_PORT", Integer.toString(name.port()));
        return variables;
    }

    @Override
    public void close() throws IOException {
        replicasOperator.close();
        name.close();
        replication.close();
        replica.close();
        primary.close();
    }
}
