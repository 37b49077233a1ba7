package com.barkbase.chaos.peers;

import com.barkbase.bench.compare.Competitor;
import com.barkbase.bench.compare.Programs;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.Rotation;
import com.barkbase.chaos.rig.SecretServer;
import com.barkbase.chaos.rig.StagedSecret;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL by TLS behind a network, the secret of its login, and a process for each competitor. */
final class Theatre implements AutoCloseable {
    static final List<Competitor> CAST = List.of(
            Competitor.BARKBASE, Competitor.HIKARI, Competitor.SECRETS_DRIVER, Competitor.WRAPPER, Competitor.NODE);

    private final Postgres postgres = Postgres.start(Map.of());
    private final Pool operator = postgres.operator();
    private final Network network = new Network(postgres.port());
    private final StagedSecret secret = new StagedSecret(
            "barkbase/dev/postgres/app", Map.of("username", Postgres.SERVICE, "password", "first-of-barkbase_app"));
    private final SecretServer secrets = new SecretServer(secret);
    private final Path log = Files.createTempFile("barkbase-peers", ".log");
    private final List<PeerProcess> peers = new ArrayList<>();

    /** What is done to a competitor, each in a thread of its own. */
    @FunctionalInterface
    interface Act<T> {
        T play(PeerProcess peer) throws Exception;
    }

    /** What came of it. */
    record Played<T>(PeerProcess peer, T result) {}

    Theatre(Programs programs) throws IOException, InterruptedException {
        operator.update("CREATE TABLE entry (entry text)");
        operator.update("GRANT INSERT ON entry TO " + Postgres.SERVICE);
        try {
            for (Competitor who : CAST) {
                if (programs.has(who)) {
                    peers.add(new PeerProcess(who, programs, variables(who), log));
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> variables(Competitor who) {
        Map<String, String> variables = new HashMap<>(secrets.variables(who.name()));
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("DB_HOST", Postgres.HOST);
        variables.put("DB_PORT", Integer.toString(network.port()));
        variables.put("DB_NAME", Postgres.DATABASE);
        variables.put("DB_POOL_MAX", "1");
        variables.put("DB_CONNECTION_TIMEOUT", "5000");
        variables.put("DB_STATEMENT_TIMEOUT", "2000");
        variables.put("DB_SSL_ROOT_CERT", postgres.rootCertificate().toString());
        return variables;
    }

    List<PeerProcess> peers() {
        return List.copyOf(peers);
    }

    Network network() {
        return network;
    }

    Rotation rotation() {
        return new Rotation(secret, operator);
    }

    /** As a restart of the server or a limit of a connection's age does. */
    void endSessions() {
        Postgres.endSessions(operator, Postgres.SERVICE);
    }

    Set<String> entries() {
        return new HashSet<>(operator.query("SELECT entry FROM entry", row -> row.string("entry")));
    }

    /** Entries that are there more than once, of those that begin so. */
    long doubled(String prefix) {
        return operator.query(
                        "SELECT 1 FROM entry WHERE starts_with(entry, $1) GROUP BY entry HAVING count(*) > 1", prefix)
                .rowCount();
    }

    /** All of them at once. */
    <T> List<Played<T>> all(Act<T> act) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Played<T>>> plays = new ArrayList<>();
            for (PeerProcess peer : peers) {
                plays.add(threads.submit(() -> new Played<>(peer, act.play(peer))));
            }
            List<Played<T>> played = new ArrayList<>();
            for (Future<Played<T>> play : plays) {
                played.add(play.get());
            }
            return played;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (PeerProcess peer : peers) {
            peer.close();
        }
        secrets.close();
        network.close();
        operator.close();
        postgres.close();
        Files.deleteIfExists(log);
    }
}
