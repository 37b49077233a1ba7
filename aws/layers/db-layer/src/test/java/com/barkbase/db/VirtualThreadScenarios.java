package com.barkbase.db;

import com.barkbase.db.ThreadKind.Call;
import com.barkbase.db.ThreadKind.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What {@link VirtualThreadsIT} runs in a process of its own, with the JVM's flight recorder on. */
final class VirtualThreadScenarios {
    private static final int THREADS = 1_000;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private VirtualThreadScenarios() {}

    /** A thread that waits inside a static initialiser is pinned in every Java: the recorder must tell it. */
    private static final class PinsOnPurpose {
        static final long DONE = pause();

        private static long pause() {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            return System.nanoTime();
        }
    }

    /** With a seed, and a second database for the rehearsal. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        System.out.println("seed " + seed);
        rehearse(arguments[1], seed);
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            int wrong = storm(Db.getPool(), THREADS, seed);
            System.out.println("right answers " + (THREADS - wrong) + ", wrong " + wrong);
            Db.closePool();
            ThreadKind.VIRTUAL.call(() -> PinsOnPurpose.DONE).ending();
            recording.stop();
            report(recording);
        }
    }

    /** Loads the classes: a thread that waits for the JVM to initialise one is pinned, and no code can help it. */
    private static void rehearse(String database, long seed) throws Exception {
        try (Pool pool = Pool.open(KennelDatabase.with(System.getenv(), "DB_NAME", database))) {
            if (storm(pool, THREADS / 10, seed) > 0) {
                throw new AssertionError("the rehearsal went wrong");
            }
        }
    }

    private static int storm(Pool pool, int threads, long seed) throws Exception {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = 100 + i;
            Random random = new Random(seed + i);
            calls.add(ThreadKind.VIRTUAL.call(() -> request(pool, number, random)));
        }
        int wrong = 0;
        for (Call each : calls) {
            Ending ending = each.ending();
            if (!Boolean.TRUE.equals(ending.value())) {
                System.out.println("wrong: " + ending);
                wrong++;
            }
        }
        return wrong;
    }

    /** Whether a pet that a transaction brought is seen, in it and after it, and no other tenant's pet ever. */
    private static boolean request(Pool pool, int number, Random random) throws InterruptedException {
        UUID tenant = number % 2 == 0 ? KennelDatabase.HAPPY_PAWS : KennelDatabase.CAT_CASTLE;
        Scope scope = pool.asTenant(tenant);
        boolean right = sees(scope, tenant, number, 0);
        think(random);
        right &= scope.<Boolean, InterruptedException>inTransaction(tx -> {
            tx.update("insert into \"Pet\" values ($1, $2, 'Guest')", tenant, number);
            think(random);
            return sees(tx, tenant, number, 1);
        });
        think(random);
        return right && sees(scope, tenant, number, 1);
    }

    private static boolean sees(Statements scope, UUID tenant, int number, long expected) {
        Row row = scope.query(
                        "select count(*) filter (where id = $2) as own,"
                                + " count(*) filter (where \"tenantId\" <> $1) as strange, count(*) as everything"
                                + " from \"Pet\"",
                        tenant,
                        number)
                .rows()
                .get(0);
        return row.bigint("own") == expected && row.bigint("strange") == 0 && row.bigint("everything") > 0;
    }

    private static void think(Random random) throws InterruptedException {
        Thread.sleep(random.nextInt(5));
    }

    private static void report(Recording recording) throws IOException {
        Path file = Files.createTempFile("pinned", ".jfr");
        try {
            recording.dump(file);
            List<RecordedEvent> pinned = RecordingFile.readAllEvents(file);
            System.out.println("pinned on purpose "
                    + in(PinsOnPurpose.class.getName(), pinned).size());
            List<RecordedEvent> ours = in("com.barkbase.db.", pinned).stream()
                    .filter(event -> !isIn(PinsOnPurpose.class.getName(), event))
                    .toList();
            System.out.println("pinned in the db-layer " + ours.size());
            ours.forEach(System.out::println);
        } finally {
            Files.delete(file);
        }
    }

    private static List<RecordedEvent> in(String type, List<RecordedEvent> events) {
        return events.stream().filter(event -> isIn(type, event)).toList();
    }

    private static boolean isIn(String type, RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().startsWith(type));
    }
}
