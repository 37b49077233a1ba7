package com.barkbase.chaos.soak;

import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.Rotation;
import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** What befalls the world now and then. */
enum Trouble {
    CUT(world -> hit(world, Line::cut)),
    RESET(world -> hit(world, Line::reset)),
    BLACK_HOLE(world -> hit(world, Line::blackHole)),
    CUT_IN_AN_ANSWER(world -> hit(world, line -> line.toClient().cutAfter(40, false))),
    ENDED_SESSIONS(Trouble::endSessions),
    ROTATION(world -> new Rotation(world.secret(), world.operator())
            .rotate("password of " + System.nanoTime(), () -> endSessions(world))),
    SECRETS_MANAGER_DOWN(Trouble::takeSecretsManagerAway),
    SLOW_NETWORK(Trouble::slowDown),
    STORM(Trouble::storm),
    FROZEN_FUNCTION(Trouble::freezeFunction),
    FROZEN_SERVER(Trouble::freezeServer),
    KILLED_SERVER(Trouble::killServer);

    private static final long LENGTH_MILLIS = 1_500;
    private static final long SLOW_MILLIS = 100;
    private static final int NEWCOMERS = 20;
    static final int FUNCTIONS_REQUESTS = 3;

    @SuppressWarnings("ImmutableEnumChecker") // it keeps nothing
    private final Deed deed;

    interface Deed {
        void befall(World world) throws Exception;
    }

    Trouble(Deed deed) {
        this.deed = deed;
    }

    void befall(World world) throws Exception {
        deed.befall(world);
    }

    private static void hit(World world, Consumer<Line> blow) {
        List<Line> lines = world.network().lines();
        lines.subList(0, (lines.size() + 1) / 2).forEach(blow);
    }

    private static void endSessions(World world) {
        Postgres.endSessions(world.operator(), Postgres.SERVICE);
    }

    private static void takeSecretsManagerAway(World world) throws InterruptedException {
        world.secrets().trouble(com.barkbase.chaos.rig.Trouble.down());
        endSessions(world);
        Thread.sleep(LENGTH_MILLIS);
        world.secrets().trouble(com.barkbase.chaos.rig.Trouble.NONE);
    }

    private static void slowDown(World world) throws InterruptedException {
        List<Line> lines = world.network().lines();
        lines.forEach(line -> line.toClient().delay(SLOW_MILLIS));
        Thread.sleep(LENGTH_MILLIS);
        lines.forEach(line -> line.toClient().delay(0));
    }

    /** Cold environments, all at once; how each ends is what the scenario storm looks at. */
    private static void storm(World world) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < NEWCOMERS; i++) {
                threads.execute(() -> comeAndGo(world));
            }
        }
    }

    private static void comeAndGo(World world) {
        try (Pool pool = world.open()) {
            pool.query("SELECT pg_sleep(0.1)");
        } catch (DbException lateComer) {
            // its password may have changed, and the callers' entries are what is counted
        }
    }

    /** Another process over the same network stands still and is asked again: it must answer, well or by an error. */
    private static void freezeFunction(World world) throws Exception {
        world.function().ask(Integer.toString(FUNCTIONS_REQUESTS));
        world.function().freeze();
        hit(world, Line::cut);
        Thread.sleep(LENGTH_MILLIS);
        world.function().thaw();
        world.function().ask(Integer.toString(FUNCTIONS_REQUESTS));
    }

    private static void freezeServer(World world) throws Exception {
        world.postgres().freeze();
        Thread.sleep(LENGTH_MILLIS);
        world.postgres().thaw();
    }

    /** The operator's connection is gone with it: a pool of its own sees that the server is back. */
    private static void killServer(World world) throws Exception {
        world.postgres().kill();
        Thread.sleep(LENGTH_MILLIS);
        world.postgres().startAgain();
        try (Pool fresh = world.postgres().operator()) {
            fresh.query("SELECT 1");
        }
    }
}
