package com.barkbase.chaos.snapshot;

import com.amazonaws.services.lambda.crac.Core;
import com.barkbase.db.Db;
import com.barkbase.db.DbException;
import com.barkbase.db.Row;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;

/**
 * The process of which a real snapshot is taken. It talks by files in the folder that is its argument, since a pipe or
 * a socket would tie the copies to one another: it waits for those that are named after what it is to do next.
 */
final class CopiedFunction {
    static final String CONNECTED = "connected";
    static final String CHECKPOINT = "checkpoint";
    static final String READY = "ready";
    static final String RESTORE = "restore";
    /** The session's process at the server, a pause of the layer and a number of {@link Random}; or what went wrong. */
    static final String ANSWER = "answer";

    static final int PARTS = 3;

    private static final int POLL_MILLIS = 10;
    private static final int LONGEST_POLLS = 60_000 / POLL_MILLIS;

    private CopiedFunction() {}

    /** The hooks are called as Lambda's runtime client calls them. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        System.load(arguments[1]); // the runtime client's, which its hooks want
        Random inTheHeap = new Random();
        Db.warmUp();
        pause();
        say(folder, CONNECTED, "");
        await(folder, CHECKPOINT);
        Core.getGlobalContext().beforeCheckpoint(null);
        say(folder, READY, "");
        await(folder, RESTORE);
        Core.getGlobalContext().afterRestore(null);
        say(folder, ANSWER, session() + " " + pause() + " " + inTheHeap.nextLong());
    }

    private static String session() {
        try {
            Row row =
                    Db.getPool().query("SELECT pg_backend_pid() AS pid").first().orElseThrow();
            return Integer.toString(row.integer("pid"));
        } catch (DbException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    /** As the layer draws the length of a pause, which nobody else can ask it for. */
    private static long pause() throws ReflectiveOperationException {
        Method between = Class.forName("com.barkbase.db.Jitter").getDeclaredMethod("between", long.class, long.class);
        between.setAccessible(true);
        return (long) between.invoke(null, 1L, Long.MAX_VALUE - 1);
    }

    /** All of it or nothing is seen. */
    private static void say(Path folder, String name, String text) throws IOException {
        Path draft = folder.resolve(name + ".draft");
        Files.writeString(draft, text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Not for ever: whoever has started it may be gone. */
    private static void await(Path folder, String name) throws InterruptedException {
        for (int poll = 0; !Files.exists(folder.resolve(name)); poll++) {
            if (poll == LONGEST_POLLS) {
                System.exit(1);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
