package com.barkbase.chaos.fuzz;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.Fuzz;
import com.barkbase.db.FuzzTally;
import com.barkbase.db.FuzzTally.Fault;
import com.barkbase.db.LexerFuzz;
import com.barkbase.db.SecretFuzz;
import com.barkbase.db.SettingsFuzz;
import com.barkbase.db.SignatureFuzz;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A million random inputs for each part that reads what others have written, each held against an oracle: PostgreSQL,
 * the AWS SDK, Jackson, the README, the table of routes.
 */
public final class Fuzzing implements Scenario {
    private static final long INPUTS = 1_000_000;
    private static final long QUICK_INPUTS = 2_000;
    private static final int BATCH = 1_000;
    private static final int TOLD_BATCHES = 50;
    /** Of one input, where the usual one takes microseconds. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final List<Callable<Fuzz>> parts;

    public Fuzzing() {
        this(List.of(SettingsFuzz::new, SecretFuzz::new, SignatureFuzz::new, LexerFuzz::new, EdgeFuzz::new));
    }

    /** With other parts, to see that a bad one is noticed. */
    Fuzzing(List<Callable<Fuzz>> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String question() {
        return "Random statements, variables, secrets and requests: is any read otherwise than by whom it is meant"
                + " for?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        long inputs = run.steps(INPUTS, QUICK_INPUTS);
        List<Claim> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(parts.size())) {
            List<Future<List<Claim>>> told = parts.stream()
                    .map(part -> threads.submit(() -> tell(run, part, inputs)))
                    .toList();
            for (Future<List<Claim>> one : told) {
                claims.addAll(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part could not be attacked", e.getCause());
        }
        return claims;
    }

    /** One part, on a thread of its own. */
    private static List<Claim> tell(Run run, Callable<Fuzz> part, long inputs) throws Exception {
        try (Fuzz fuzz = part.call()) {
            return claims(attack(run, fuzz, inputs), inputs);
        } catch (Exception | Error e) {
            run.stop(); // the others need not go on
            throw e;
        }
    }

    /** Each batch has choices of its own, so that fewer inputs are the first of more. */
    private static FuzzTally attack(Run run, Fuzz fuzz, long inputs) throws Exception {
        FuzzTally tally = new FuzzTally(fuzz.part(), run::say);
        for (long batch = 0; tally.inputs() < inputs && !run.isOver(); batch++) {
            fuzz.attack(run.chance(batch), (int) Math.min(BATCH, inputs - tally.inputs()), tally);
            if (batch % TOLD_BATCHES == 0) {
                run.say(fuzz.part() + ": " + Claim.number(tally.inputs()) + " inputs");
            }
        }
        return tally;
    }

    private static List<Claim> claims(FuzzTally tally, long inputs) {
        String part = tally.part() + ": ";
        return List.of(
                Claim.exactly(part + "inputs", inputs, tally.inputs()),
                Claim.exactly(part + "wrong answers", 0, tally.count(Fault.WRONG_ANSWER)),
                Claim.exactly(part + "errors of no declared type", 0, tally.count(Fault.UNTYPED_ERROR)),
                Claim.exactly(part + "messages or log lines with a secret", 0, tally.count(Fault.SECRET_TOLD)),
                Claim.within(part + "the slowest input, in the thread's own time", LONGEST, tally.slowest()));
    }
}
