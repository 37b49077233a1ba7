package com.barkbase.chaos.commits;

import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Writers write, and the network ends at a random byte of a write or of its answer. When all is over, what each caller
 * was told is held against what the server has and against the server's log of what it executed.
 */
public final class Commits implements Scenario {
    private static final int CUTS = 10_000;
    private static final int QUICK_CUTS = 800;
    private static final int WRITERS = 8;
    private static final long PROGRESS = 1_000;

    @Override
    public String name() {
        return "commits";
    }

    @Override
    public String question() {
        return "The connection breaks at any byte of a write: is what the caller is told what has become of it?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        try (Ledger ledger = Ledger.open()) {
            return attacked("ours", port -> new DbLayerClient(variables(ledger.server(), port)), ledger, run)
                    .claims();
        }
    }

    static Map<String, String> variables(Postgres server, int port) {
        Map<String, String> variables = new HashMap<>(server.variables(Postgres.OWNER));
        variables.put("DB_PORT", Integer.toString(port));
        variables.put("DB_POOL_MAX", "1");
        variables.put("DB_STATEMENT_TIMEOUT", "500");
        return variables;
    }

    private Account attacked(String name, Writer.Opening opening, Ledger ledger, Run run) throws Exception {
        Queue<Write> writes = new ConcurrentLinkedQueue<>();
        AtomicLong cutsLeft = new AtomicLong(run.steps(CUTS, QUICK_CUTS));
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String prefix = "entry " + name + "-" + i + "-";
                RandomGenerator chance = run.chance(i);
                ends.add(threads.submit(() -> {
                    write(new Writer(ledger.server().port(), opening, chance), prefix, chance, cutsLeft, writes, run);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        return new Account(Claim.OURS, List.copyOf(writes), ledger.stored(), ledger.executed());
    }

    private static void write(
            Writer writer, String prefix, RandomGenerator chance, AtomicLong cutsLeft, Queue<Write> writes, Run run)
            throws Exception {
        try (writer) {
            List<Way> ways = writer.ways();
            for (int number = 0; cutsLeft.get() > 0 && !run.isOver(); number++) {
                Write write = writer.write(ways.get(chance.nextInt(ways.size())), prefix + number);
                writes.add(write);
                if (write.troubled() && cutsLeft.decrementAndGet() % PROGRESS == 0) {
                    run.say(cutsLeft + " cuts to go");
                }
            }
        }
    }
}
