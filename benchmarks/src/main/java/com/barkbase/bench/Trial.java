package com.barkbase.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The measured process: one scenario of one way; writes a line {@code name value} for each figure. */
final class Trial {
    private static final String SQL = "select 1 as n";
    private static final int WARM_UP = 2_000;
    private static final int WARM = 1_000;
    /** Longer than HikariCP trusts an idle connection without asking it. */
    private static final long SHORT_IDLE = 600;
    /** Longer than {@link Target#IDLE_TIMEOUT} and the second between two looks of HikariCP's housekeeper. */
    private static final long LONG_IDLE = Target.IDLE_TIMEOUT + 2_500;

    private static final long CALLERS_LIMIT = 300;

    /** What is done in a process of its own. */
    enum Scenario {
        COLD,
        WIRE,
        CONNECTIONS,
        REFUSAL,
        DEADLINE
    }

    private Trial() {}

    public static void main(String... arguments) throws Exception {
        Way way = Way.valueOf(arguments[0]);
        int port = Integer.parseInt(arguments[2]);
        switch (Scenario.valueOf(arguments[1])) {
            case COLD -> cold(way, port);
            case WIRE -> wire(way, port);
            case CONNECTIONS -> connections(way, port);
            case REFUSAL -> refusal(way, port);
            case DEADLINE -> deadline(way);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0); // a pool's threads are not waited for
    }

    private static void cold(Way way, int port) throws Exception {
        Contender contender = way.open(new Target(port, Target.DATABASE));
        contender.ask(SQL);
        Instant firstRow = Instant.now();
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        int threads = Thread.activeCount() - 1;
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        tell(Measure.FIRST_ROW, ChronoUnit.MICROS.between(Instant.EPOCH, firstRow) / 1_000.0);
        tell(Measure.CPU, (double) cpu.toMillis());
        tell(Measure.THREADS, threads);
        tell(Measure.CLASSES, (double) classes);
        tell(Measure.WARM, warmMicros(contender));
    }

    private static double warmMicros(Contender contender) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            contender.ask(SQL);
        }
        long[] nanos = new long[WARM];
        for (int i = 0; i < WARM; i++) {
            long start = System.nanoTime();
            contender.ask(SQL);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[WARM / 2] / 1_000.0;
    }

    private static void wire(Way way, int port) throws Exception {
        try (WireCounter wire = new WireCounter(port)) {
            Contender contender = way.open(new Target(wire.port(), Target.DATABASE));
            contender.ask(SQL);
            tell(Measure.TRIPS_FIRST, wire.roundTripsAfterLogin());
            tell(Measure.TRIPS_WARM, trips(wire, contender));
            Thread.sleep(SHORT_IDLE);
            tell(Measure.TRIPS_IDLE, trips(wire, contender));
        }
    }

    private static int trips(WireCounter wire, Contender contender) throws Exception {
        int before = wire.roundTripsAfterLogin();
        contender.ask(SQL);
        return wire.roundTripsAfterLogin() - before;
    }

    private static void connections(Way way, int port) throws Exception {
        try (WireCounter wire = new WireCounter(port)) {
            Contender contender = way.open(new Target(wire.port(), Target.DATABASE));
            contender.ask("select 1 as n from pg_sleep(0.5)");
            int first = wire.connections();
            tell(Measure.CONNECTIONS, first);
            Thread.sleep(LONG_IDLE);
            contender.ask(SQL);
            tell(Measure.RECONNECTS, wire.connections() - first);
        }
    }

    private static void refusal(Way way, int port) {
        long start = System.nanoTime();
        try {
            way.open(new Target(port, Target.NO_DATABASE)).ask(SQL);
        } catch (Exception refused) {
            tell(Measure.REFUSAL, millisSince(start));
        }
    }

    /** The kernel takes the connection, and nobody ever reads or writes. */
    private static void deadline(Way way) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            try {
                way.open(new Target(silent.getLocalPort(), Target.DATABASE)).askWithin(CALLERS_LIMIT, SQL);
            } catch (Exception tooLate) {
                tell(way == Way.HIKARI_INNER ? Measure.DEADLINE_INNER : Measure.DEADLINE, millisSince(start));
            }
        }
    }

    private static double millisSince(long start) {
        return (double) TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1_000;
    }

    private static void tell(Measure measure, double value) {
        System.out.println(measure + " " + value);
    }
}
