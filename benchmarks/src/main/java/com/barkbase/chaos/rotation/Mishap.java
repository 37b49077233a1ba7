package com.barkbase.chaos.rotation;

import com.barkbase.chaos.rig.Installation;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.Rotation;
import com.barkbase.chaos.rig.StagedSecret;
import com.barkbase.chaos.rig.Trouble;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.db.ConnectionException;
import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A rotation that goes wrong: the password in PostgreSQL is another one, and the secret does not give it. Connections
 * that are open serve on; a new one fails in time and says why; and all is well once the secret is.
 *
 * @param pending whether there is a version AWSPENDING, which is of no use
 * @param cause what the error has to say
 */
record Mishap(String title, Trouble trouble, boolean pending, String cause) {
    private static final String NO_OTHER = "neither AWSCURRENT nor AWSPENDING holds another login";

    static final List<Mishap> ALL = List.of(
            new Mishap("AWSPENDING is absent", Trouble.NONE, false, NO_OTHER),
            new Mishap("AWSPENDING is stale", Trouble.NONE, true, NO_OTHER),
            new Mishap("AWSPENDING is denied", Trouble.denied(StagedSecret.PENDING), true, NO_OTHER),
            new Mishap("Secrets Manager hangs up", Trouble.down(), true, "broke the connection without an answer"),
            new Mishap("Secrets Manager answers 500", Trouble.failing(), true, "failed (status 500)"),
            new Mishap("Secrets Manager is silent", Trouble.slow(Duration.ofMinutes(1)), true, "did not answer"));

    /** Beside the timeout itself: the last answer's way, and a busy machine. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration MENDED_WITHIN = Duration.ofSeconds(2);

    List<Claim> claims(Installation installation, Run run) throws InterruptedException {
        Map<String, String> variables = new HashMap<>(installation.environment("MISHAP"));
        variables.put("DB_CONNECTION_TIMEOUT", Long.toString(TIMEOUT.toMillis()));
        try (Pool pool = Pool.open(variables)) {
            pool.warmUp();
            String old = begin(installation);
            Claim serving = serving(pool);
            List<Claim> refused = refused(pool);
            end(installation, old);
            return List.of(serving, refused.getFirst(), refused.getLast(), mended(pool, run));
        }
    }

    private String begin(Installation installation) {
        StagedSecret secret = installation.secret();
        Map<String, String> current = Objects.requireNonNull(secret.fields(StagedSecret.CURRENT));
        if (pending) {
            Map<String, String> stale = new HashMap<>(current);
            stale.put("password", "never set");
            secret.createPending(stale);
        }
        installation.secrets().trouble(trouble);
        Rotation.setPassword(installation.operator(), user(current), "set by hand");
        return Objects.requireNonNull(current.get("password"));
    }

    private void end(Installation installation, String old) {
        Map<String, String> current =
                Objects.requireNonNull(installation.secret().fields(StagedSecret.CURRENT));
        Rotation.setPassword(installation.operator(), user(current), old);
        installation.secrets().trouble(Trouble.NONE);
        installation.secret().removePending();
    }

    private static String user(Map<String, String> login) {
        return login.getOrDefault("username", Postgres.SERVICE);
    }

    private Claim serving(Pool pool) {
        int failed = 0;
        for (int i = 0; i < 100; i++) {
            try {
                pool.query("SELECT 1");
            } catch (DbException e) {
                failed++;
            }
        }
        return Claim.exactly(title + ": requests over the open connection that failed, of 100", 0, failed);
    }

    /** The open connection is in use, so this one has to be new. */
    private List<Claim> refused(Pool pool) {
        return pool.inTransaction(tx -> {
            tx.query("SELECT 1");
            long start = System.nanoTime();
            try {
                pool.query("SELECT 2");
                return List.of(
                        Claim.ours(title + ": a new connection", "is refused", "it was opened", false),
                        Claim.ours(title + ": the cause", cause, "none", false));
            } catch (DbException e) {
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                String said = String.valueOf(e.getMessage());
                boolean told = e instanceof ConnectionException && said.contains("(28P01)") && said.contains(cause);
                return List.of(
                        Claim.within(title + ": a new connection fails", TIMEOUT.plus(GRACE), taken),
                        Claim.ours(title + ": the cause", "the refused login and \"" + cause + "\"", said, told));
            }
        });
    }

    private Claim mended(Pool pool, Run run) throws InterruptedException {
        long start = System.nanoTime();
        while (!run.isOver()) {
            try {
                pool.inTransaction(tx -> {
                    tx.query("SELECT 1");
                    return pool.query("SELECT 2");
                });
                break;
            } catch (DbException notYet) {
                run.pause(Duration.ofMillis(50));
            }
        }
        return Claim.within(
                title + ": new connections, once it is mended",
                MENDED_WITHIN,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
