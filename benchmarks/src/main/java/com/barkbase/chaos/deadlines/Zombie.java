package com.barkbase.chaos.deadlines;

import com.barkbase.chaos.rig.Child;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a handler ends that has locked a row. */
enum Zombie {
    KILLED("killed at its deadline", "think", Duration.ZERO) {
        @Override
        void end(Child handler, Instant deadline, Pool operator, Run run) throws IOException, InterruptedException {
            run.pause(Duration.between(Instant.now(), deadline));
            handler.kill();
        }
    },
    FROZEN("frozen in a transaction", "think", Duration.ZERO),
    /** The server waits for its answer to be taken and looks at no clock: the role's tcp_user_timeout ends it. */
    FROZEN_WHILE_RECEIVING("frozen while it receives", "read", Duration.ofSeconds(30)) {
        @Override
        void end(Child handler, Instant deadline, Pool operator, Run run) throws IOException, InterruptedException {
            awaitWaiting("PgSleep", deadline, operator, run);
            handler.freeze();
            awaitWaiting("ClientWrite", deadline, operator, run); // the buffers fill
        }
    };

    private static final Duration FREED_WITHIN = Duration.ofSeconds(2);
    private static final Duration BUSY = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofMillis(20);

    private final String title;
    private final String work;
    private final Duration kernelsLimit;

    Zombie(String title, String work, Duration kernelsLimit) {
        this.title = title;
        this.work = work;
        this.kernelsLimit = kernelsLimit;
    }

    void end(Child handler, Instant deadline, Pool operator, Run run) throws IOException, InterruptedException {
        run.pause(BUSY);
        handler.freeze();
    }

    private static void awaitWaiting(String event, Instant deadline, Pool operator, Run run)
            throws InterruptedException {
        String sql = "SELECT 1 FROM pg_stat_activity WHERE wait_event = $1";
        while (operator.query(sql, event).rowCount() == 0 && Instant.now().isBefore(deadline)) {
            run.pause(SOON);
        }
    }

    String title() {
        return title;
    }

    Claim claim(Postgres postgres, Path log, Run run) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(work));
        postgres.variables(Postgres.SERVICE).forEach((name, value) -> arguments.add(name + "=" + value));
        try (Child handler = Child.start(Handler.class, log, List.of("-Xmx256m"), arguments.toArray(String[]::new));
                Pool operator = postgres.operator()) {
            Instant deadline = Instant.ofEpochMilli(Long.parseLong(handler.hear()));
            end(handler, deadline, operator, run);
            operator.inTransaction(tx -> {
                tx.query("SELECT set_config('lock_timeout', '120s', true), set_config('statement_timeout', '0', true)");
                return tx.query("SELECT guests FROM room FOR UPDATE");
            });
            return Claim.within(
                    "a handler " + title + ": its row is free, after its deadline",
                    FREED_WITHIN.plus(kernelsLimit),
                    Duration.between(deadline, Instant.now()));
        }
    }
}
