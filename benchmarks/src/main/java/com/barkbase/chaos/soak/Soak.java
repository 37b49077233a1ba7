package com.barkbase.chaos.soak;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.DbException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** All troubles one after the other under a few callers, while heap, threads, files and connections are counted. */
public final class Soak implements Scenario {
    /** Of 15 seconds each. */
    private static final long ROUNDS = 120;

    private static final long QUICK_ROUNDS = 10;
    /** A few requests a second are enough: what leaks, leaks with each. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final int CALLERS = 4;
    private static final int QUIET_ROUNDS = 3;
    private static final long HEAP_KILOBYTES = 2_048;
    private static final long FEW = 3;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String question() {
        return "Everything at once for half an hour: does heap, threads, files or connections grow?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        try (World world = new World()) {
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new Caller(world, i, run.chance(i)));
            }
            Watch watch = new Watch(world);
            soak(run, world, callers, watch);
            draw(run, watch);
            world.pool().close();
            return claims(callers, watch, awaitNoConnection(world));
        }
    }

    private void soak(Run run, World world, List<Caller> callers, Watch watch) throws Exception {
        long rounds = run.steps(ROUNDS, QUICK_ROUNDS);
        Duration round = run.sized(Duration.ofSeconds(15), Duration.ofMillis(500));
        RandomGenerator chance = run.chance(CALLERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            try {
                callers.forEach(caller -> threads.execute(() -> loop(run, caller, threads)));
                for (int number = 0; number < rounds && run.pause(round); number++) {
                    befall(run, world, chance, number);
                    Sample sample = watch.take(run.taken().toSeconds());
                    run.say(sample.toString());
                }
            } finally {
                threads.shutdown();
                threads.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
    }

    /** In the first rounds nothing, so that everything has been warm before it breaks. */
    private static void befall(Run run, World world, RandomGenerator chance, int number) throws Exception {
        if (number >= QUIET_ROUNDS) {
            List<Trouble> all = List.of(Trouble.values());
            Trouble trouble = all.get(chance.nextInt(all.size()));
            run.say(trouble.name());
            try {
                trouble.befall(world);
            } catch (DbException lost) {
                run.say("the operator's connection was lost with it");
            }
        }
    }

    private static void loop(Run run, Caller caller, ExecutorService threads) {
        try {
            while (!threads.isShutdown() && run.pause(PAUSE)) {
                caller.act();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A session that the network swallowed ends when the server's probes find nobody; those are not the pool's. */
    private static long awaitNoConnection(World world) throws InterruptedException, IOException {
        world.network().close();
        long left = world.connections();
        for (int tries = 0; left > 0 && tries < 100; tries++) {
            Thread.sleep(50);
            left = world.connections();
        }
        return left;
    }

    private static void draw(Run run, Watch watch) throws IOException {
        Path file = Path.of(System.getProperty("barkbase.home", ".."), "benchmarks/target/chaos-soak.svg");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, new Plot(watch.samples()).svg());
        run.say("the plot is " + file);
    }

    private static List<Claim> claims(List<Caller> callers, Watch watch, long left) {
        long asked = callers.stream().mapToLong(Caller::asked).sum();
        long failed = callers.stream().mapToLong(Caller::failed).sum();
        return List.of(
                Claim.exactly(
                        "entries told wrongly, of " + Claim.number(asked) + " requests of which " + Claim.number(failed)
                                + " failed",
                        0,
                        callers.stream().mapToLong(Caller::wrong).sum()),
                Claim.atMost(
                        "growth of the heap after a collection, in KiB",
                        HEAP_KILOBYTES,
                        watch.growth(Sample::heapKilobytes)),
                Claim.atMost("growth of the threads", FEW, watch.growth(Sample::threads)),
                Claim.atMost("growth of the open files and sockets", FEW, watch.growth(Sample::files)),
                Claim.atMost("growth of the server's connections", FEW, watch.growth(Sample::connections)),
                Claim.atMost(
                        "connections at once, of a pool of " + World.CONNECTIONS + ", " + Trouble.FUNCTIONS_REQUESTS
                                + " in another process and one more for each caller",
                        World.CONNECTIONS + Trouble.FUNCTIONS_REQUESTS + CALLERS,
                        watch.most(Sample::connections)),
                Claim.exactly("connections left once the pool is closed", 0, left));
    }
}
