package com.barkbase.db;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@link PasswordsIT} runs in a process of its own, which learns passwords from secrets and nowhere else. */
final class PasswordScenarios {
    static final List<String> BAD_SECRETS = List.of("wrong", "broken", "nameless");

    /** Kept, as a function may keep them: what they refer to is in the heap. */
    private static final List<Throwable> FAILURES = new ArrayList<>();

    private PasswordScenarios() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (Pool pool = pool("good")) {
            statements(pool);
            dumpHeap(folder.resolve("open.hprof"));
        }
        for (String secret : BAD_SECRETS) {
            try (Pool pool = pool(secret)) {
                fail(pool, "select 1");
            }
        }
        awaitCleaners();
        dumpHeap(folder.resolve("closed.hprof"));
        writeCommandLines(folder.resolve("processes"));
        FAILURES.forEach(failure -> failure.printStackTrace(new PrintStream(System.out, true)));
        System.out.println(FAILURES.size() + " failures");
    }

    private static Pool pool(String secret) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("DB_SECRET_NAME", secret);
        return Pool.open(variables);
    }

    private static void statements(Pool pool) {
        pool.query("select 1");
        fail(pool, "select * from nowhere");
        fail(pool, "select 1 / 0");
        fail(pool, "select 'Rex'::int");
    }

    private static void fail(Pool pool, String sql) {
        try {
            pool.query(sql);
            throw new AssertionError(sql + " did not fail");
        } catch (DbException expected) {
            FAILURES.add(expected);
        }
    }

    /** The JDK's keys wipe their copies once a collection has found them: its cleaners are given their turns. */
    private static void awaitCleaners() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("barkbase-secret")) {
                thread.join();
            }
        }
        for (int i = 0; i < 3; i++) {
            CountDownLatch cleaned = new CountDownLatch(1);
            Cleaner.create().register(new Object(), cleaned::countDown);
            while (!cleaned.await(100, TimeUnit.MILLISECONDS)) {
                System.gc();
            }
        }
    }

    private static void dumpHeap(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
    }

    /** Of all processes of the machine, where it shows them. */
    private static void writeCommandLines(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.naturalOrder())
                    .forEach(process -> lines.append(commandLine(process)).append('\n'));
        }
        Files.writeString(file, lines);
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (UncheckedIOException | IOException ended) {
            return "";
        }
    }
}
