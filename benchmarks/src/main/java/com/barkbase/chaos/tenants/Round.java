package com.barkbase.chaos.tenants;

import com.barkbase.chaos.scenario.Run;
import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** All callers at once over one pool of one login. */
final class Round {
    static final int CALLERS = 12;
    static final int CONNECTIONS = 4;

    private static final Map<String, String> POOL = Map.of(
            "DB_POOL_MAX", Integer.toString(CONNECTIONS),
            "DB_CONNECTION_TIMEOUT", "2000",
            "DB_STATEMENT_TIMEOUT", "250",
            "DB_IDLE_TIMEOUT", "1000");
    /** A step is bounded by the timeouts above and the grace of a second or two. */
    private static final long LAST_STEP_SECONDS = 20;

    private static final long PROGRESS_SECONDS = 10;

    private final Run run;
    private final String login;
    private final long steps;
    private final Witness witness;
    private final Tally tally;
    private final AtomicLong begun = new AtomicLong();

    Round(Run run, String login, long steps, Witness witness, Tally tally) {
        this.run = run;
        this.login = login;
        this.steps = steps;
        this.witness = witness;
        this.tally = tally;
    }

    /** Returns when all is done and every connection has been asked for. */
    void play(KennelServer server, BiFunction<Pool, UUID, Scope> door) throws InterruptedException {
        try (Pool operator = server.login(KennelServer.SUPERUSER, Map.of("DB_STATEMENT_TIMEOUT", "10000"))) {
            try (Pool pool = server.login(login, POOL)) {
                Function<UUID, Scope> scope = tenant -> door.apply(pool, tenant);
                play(new Caller.Stage(pool, scope, operator, login, witness));
                if (run.stopped().getCount() > 0) {
                    new Aftermath(operator, login, witness).look(pool);
                }
            }
            if (run.stopped().getCount() > 0) {
                new Aftermath(operator, login, witness).lookWhenClosed();
            }
        }
    }

    private void play(Caller.Stage stage) throws InterruptedException {
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < CALLERS; i++) {
            RandomGenerator chance = run.chance(i + (long) CALLERS * login.hashCode());
            callers.execute(() -> stepOn(stage, chance));
        }
        callers.shutdown();
        while (!callers.awaitTermination(PROGRESS_SECONDS, TimeUnit.SECONDS) && !run.isOver()) {
            tell();
        }
        if (!callers.awaitTermination(LAST_STEP_SECONDS, TimeUnit.SECONDS)) {
            witness.leak("a caller as " + login + " hangs and holds its connection");
            callers.shutdownNow();
        }
        tell();
    }

    private void tell() {
        run.progress()
                .printf(
                        "%s: %,d of %,d steps, %,d leaks, %d s%n",
                        login,
                        Math.min(begun.get(), steps),
                        steps,
                        witness.leaks(),
                        run.taken().toSeconds());
    }

    private void stepOn(Caller.Stage stage, RandomGenerator chance) {
        while (begun.getAndIncrement() < steps && !run.isOver()) {
            step(Move.choose(chance), Caller.any(stage, chance));
        }
    }

    private void step(Move move, Caller caller) {
        try {
            move.deed().by(caller);
            tally.ended(move);
        } catch (Exception | AssertionError e) {
            if (String.valueOf(e.getMessage()).contains(SystemMoves.NO_TENANT)) {
                witness.leak("'" + move.title() + "' lost its scope: " + e.getMessage());
            }
            tally.ended(move, e);
        }
    }
}
