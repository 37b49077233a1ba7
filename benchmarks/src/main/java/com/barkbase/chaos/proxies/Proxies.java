package com.barkbase.chaos.proxies;

import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.PgBouncer;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.SecretServer;
import com.barkbase.chaos.rig.StagedSecret;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Many callers share the few sessions of PgBouncer in transaction mode, and what passes on both its sides is read. */
public final class Proxies implements Scenario {
    private static final long STATEMENTS = 100_000;
    private static final long QUICK_STATEMENTS = 2_000;
    private static final long BY_TLS = 1_000;
    private static final int SESSIONS = 5;

    @Override
    public String name() {
        return "proxies";
    }

    @Override
    public String question() {
        return "Callers share the sessions of PgBouncer: does one get another's answer, is anything left in a session?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        Optional<Path> program = PgBouncer.program();
        if (program.isEmpty()) {
            run.say("skipped: there is no pgbouncer on the path (Debian: apt-get install pgbouncer)");
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        try (Postgres postgres = Postgres.start(Map.of("log_min_messages", "fatal"))) {
            claims.addAll(readable(program.get(), postgres, run));
            if (!run.isOver()) {
                claims.addAll(byTls(program.get(), postgres, run));
            }
        }
        return claims;
    }

    private static List<Claim> readable(Path program, Postgres postgres, Run run) throws Exception {
        Wire ours = new Wire();
        Wire pgBouncers = new Wire();
        try (Network behind = new Network(postgres.port());
                PgBouncer pgBouncer = PgBouncer.start(program, postgres, behind.port(), SESSIONS, false);
                Network before = new Network(pgBouncer.port())) {
            ours.watch(before);
            pgBouncers.watch(behind);
            Map<String, String> variables = postgres.variables(Postgres.SERVICE);
            variables.put("DB_PROXY_ENDPOINT", Postgres.HOST);
            variables.put("DB_PORT", Integer.toString(before.port()));
            variables.put("DB_CONNECTION_TIMEOUT", "30000"); // all log in at once
            long statements = run.steps(STATEMENTS, QUICK_STATEMENTS);
            try (Callers callers = new Callers(variables, statements)) {
                run.say(Claim.number(statements) + " statements of " + Callers.NUMBER + " callers over " + SESSIONS
                        + " sessions");
                callers.ask(run::chance, run::isOver);
                return claims(callers, ours, pgBouncers, statements);
            }
        }
    }

    private static List<Claim> claims(Callers callers, Wire ours, Wire pgBouncers, long statements) {
        return List.of(
                Claim.exactly("statements", statements, callers.asked()),
                Claim.exactly("answers to the wrong caller", 0, callers.wrong()),
                Claim.exactly("statements that failed" + callers.failure(), 0, callers.failed()),
                Claim.exactly("SET and the like on the wire to PgBouncer" + ours.example(), 0, ours.sets()),
                Claim.exactly("statements prepared by a name", 0, ours.named()),
                Claim.exactly(
                        "settings of one transaction: the tenants' statements, the transactions, and no others",
                        callers.ofTenants() + callers.transactions(),
                        ours.settingsOfTransactions()),
                Claim.peers(
                        "PgBouncer",
                        "SET of its own on the wire to PostgreSQL" + pgBouncers.example(),
                        "≤ " + SESSIONS + ", one for each session",
                        Claim.number(pgBouncers.sets()),
                        pgBouncers.sets() <= SESSIONS));
    }

    private static List<Claim> byTls(Path program, Postgres postgres, Run run) throws Exception {
        try (PgBouncer pgBouncer = PgBouncer.start(program, postgres, postgres.port(), SESSIONS, true);
                SecretServer secrets = new SecretServer(secret(postgres, pgBouncer.port()))) {
            Map<String, String> variables = new HashMap<>(secrets.variables("PROXIES"));
            variables.put("DB_SSL_ROOT_CERT", postgres.rootCertificate().toString());
            variables.put("DB_PROXY_ENDPOINT", Postgres.HOST);
            // PgBouncer, which knows a certificate by names alone, asks for localhost's IPv6 address first, and waits.
            variables.put("DB_CONNECTION_TIMEOUT", "30000");
            long statements = run.sized(BY_TLS, BY_TLS / 10);
            try (Callers callers = new Callers(variables, statements);
                    Pool pool = Pool.open(variables)) {
                callers.ask(run::chance, run::isOver);
                boolean tls = pool.query(
                                "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", row -> row.bool("ssl"))
                        .getFirst();
                return List.of(
                        Claim.exactly(
                                "statements by TLS (verified) and SCRAM on both sides of PgBouncer that failed, of "
                                        + statements + callers.failure(),
                                0,
                                callers.failed() + callers.wrong()),
                        Claim.ours("PostgreSQL says of its side", "TLS", tls ? "TLS" : "no TLS", tls));
            }
        }
    }

    private static StagedSecret secret(Postgres postgres, int port) {
        return new StagedSecret(
                "barkbase/dev/postgres/app",
                Map.of(
                        "username", Postgres.SERVICE,
                        "password", postgres.variables(Postgres.SERVICE).getOrDefault("DB_PASSWORD", ""),
                        "host", Postgres.HOST,
                        "port", Integer.toString(port),
                        "dbname", Postgres.DATABASE));
    }
}
