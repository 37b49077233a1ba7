package com.barkbase.chaos.tenants;

import static com.barkbase.chaos.tenants.Outcome.DONE;
import static com.barkbase.chaos.tenants.Outcome.NO_CONNECTION;
import static com.barkbase.chaos.tenants.Outcome.TIMED_OUT;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What befalls requests: their time runs out, their thread is interrupted, their connection killed. */
final class FaultMoves {
    static final List<Move> ALL = List.of(
            new Move("deadline that passes", 80, TIMED_OUT, FaultMoves::deadline),
            new Move("deadline that has passed", 150, NO_CONNECTION, FaultMoves::tooLate),
            new Move("statement_timeout", 4, TIMED_OUT, FaultMoves::statementTimeout),
            new Move("thread interrupted", 20, DONE, FaultMoves::interrupted),
            new Move("killed inside its transaction", 12, NO_CONNECTION, FaultMoves::killed),
            new Move("operator kills any session", 20, DONE, FaultMoves::killAny),
            new Move("operator cancels any session", 60, DONE, FaultMoves::cancelAny));

    private FaultMoves() {}

    private static void deadline(Caller caller) {
        Instant soon = Instant.now().plusMillis(3 + caller.chance().nextInt(5));
        caller.saw(caller.scope().before(soon).query(Sighting.readFor(0.05), Sighting::from));
    }

    private static void tooLate(Caller caller) {
        caller.saw(ScopeMoves.read(caller.scope().before(Instant.now().minusMillis(1))));
    }

    private static void statementTimeout(Caller caller) {
        caller.saw(caller.scope().query(Sighting.readFor(5), Sighting::from));
    }

    /** A virtual thread that is interrupted loses its socket. */
    private static void interrupted(Caller caller) throws Exception {
        FutureTask<Void> request = new FutureTask<>(() -> {
            caller.saw(caller.scope().query(Sighting.readFor(0.004), Sighting::from));
            return null;
        });
        Thread thread = Thread.ofVirtual().start(request);
        Thread.sleep(caller.chance().nextInt(25));
        thread.interrupt();
        try {
            request.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void killed(Caller caller) {
        caller.scope().inTransaction(tx -> {
            caller.witness().own(caller.tenant(), ScopeMoves.write(caller, tx, Sighting.ABANDONED), Sighting.ABANDONED);
            int backend = ScopeMoves.backend(tx);
            caller.stage().operator().query("SELECT pg_terminate_backend($1, 5000)", backend);
            return ScopeMoves.read(tx);
        });
    }

    private static void killAny(Caller caller) {
        signalAny(caller, "pg_terminate_backend");
    }

    private static void cancelAny(Caller caller) {
        signalAny(caller, "pg_cancel_backend");
    }

    private static void signalAny(Caller caller, String function) {
        caller.stage()
                .operator()
                .query(
                        "SELECT " + function + "(pid) FROM (SELECT pid FROM pg_stat_activity WHERE usename = $1"
                                + " ORDER BY random() LIMIT 1) AS victim",
                        caller.stage().login());
    }
}
