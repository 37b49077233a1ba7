package com.barkbase.chaos.storm;

import com.barkbase.chaos.rig.Installation;
import com.barkbase.chaos.rig.Trouble;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many cold environments at once, each a pool of its own with one connection, its own secret read and its own freeze
 * watch. They share this process: as many JVMs would wait for the machine's cores and not for the server. Each asks one
 * thing by TLS and gives its connection up.
 */
public final class Storm implements Scenario {
    private static final int CONNECTIONS = 60;
    private static final int ENVIRONMENTS = 80;
    private static final int MANY = 1_000;
    private static final int MANY_QUICK = 200;
    private static final int MEASURED = 40;
    private static final int THROTTLED_TO = 10;
    private static final String REQUEST = "SELECT pg_sleep(0.1)";

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String question() {
        return "More environments start at once than the server has connections: is each of them served?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        List<Claim> claims = new ArrayList<>();
        Map<String, String> settings = Map.of("max_connections", Integer.toString(CONNECTIONS));
        try (Installation installation = new Installation(settings)) {
            double logins = loginsPerSecond(installation);
            run.say("%.0f logins a second".formatted(logins));
            claims.addAll(storm("", ENVIRONMENTS, Duration.ofSeconds(30), installation, run));
            installation.secrets().trouble(Trouble.throttled(THROTTLED_TO));
            claims.addAll(storm(
                    ", Secrets Manager throttling at " + THROTTLED_TO + " a second",
                    ENVIRONMENTS,
                    Duration.ofSeconds(30),
                    installation,
                    run));
            installation.secrets().trouble(Trouble.NONE);
            int many = (int) run.steps(MANY, MANY_QUICK);
            // Half of the rate that was reached with nobody in the way.
            Duration deadline = Duration.ofSeconds(10 + (long) (2 * many / logins));
            claims.addAll(storm(
                    " (this server took %.0f logins a second from %d at once)".formatted(logins, CONNECTIONS / 6),
                    many,
                    deadline,
                    installation,
                    run));
        }
        return claims;
    }

    private static double loginsPerSecond(Installation installation) throws Exception {
        double rate = 0;
        for (int round = 0; round < 2; round++) { // the first warms the JVM
            long start = System.nanoTime();
            try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS / 6)) {
                for (int i = 0; i < MEASURED; i++) {
                    String key = "MEASURED" + i;
                    threads.execute(() -> serve(installation, key, Duration.ofSeconds(30), "SELECT 1"));
                }
            }
            rate = MEASURED * 1e9 / (System.nanoTime() - start);
        }
        return rate;
    }

    static List<Claim> storm(String when, int environments, Duration deadline, Installation installation, Run run)
            throws Exception {
        run.say(environments + " environments" + when);
        List<Future<String>> ends = new ArrayList<>();
        long start = System.nanoTime();
        Operator operator = new Operator(installation.postgres());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < environments; i++) {
                String key = "STORM" + i;
                ends.add(threads.submit(() -> serve(installation, key, deadline, REQUEST)));
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        operator.close();
        List<String> failures = new ArrayList<>();
        for (Future<String> end : ends) {
            failures.add(end.get());
        }
        failures.removeIf(String::isEmpty);
        String what = environments + " environments at once against " + CONNECTIONS + " connections" + when;
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.ours(
                what + ": not served",
                "0",
                failures.isEmpty() ? "0" : failures.size() + "; such as " + failures.getFirst(),
                failures.isEmpty()));
        claims.add(Claim.within(what + ": the last one served", deadline, taken));
        claims.addAll(operator.claims(what));
        return claims;
    }

    /** Empty where it was served. */
    private static String serve(Installation installation, String key, Duration limit, String sql) {
        Map<String, String> variables = new HashMap<>(installation.environment(key));
        variables.put("DB_CONNECTION_TIMEOUT", Long.toString(limit.toMillis()));
        variables.put("DB_POOL_MAX", "1");
        try (Pool pool = Pool.open(variables)) {
            pool.query(sql);
            return "";
        } catch (DbException e) {
            return e.getMessage() + " (" + e.getCause() + ")";
        }
    }
}
