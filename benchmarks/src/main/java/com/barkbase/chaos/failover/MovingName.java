package com.barkbase.chaos.failover;

import com.barkbase.chaos.rig.Child;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A host name whose address changes, seen by a JVM that has a pool: for how long does it believe the old one? */
final class MovingName {
    private static final String NAME = "postgres.barkbase.test";
    private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(2);

    private MovingName() {}

    static Claim claim(Run run) throws IOException, InterruptedException {
        Path hosts = Files.createTempFile("barkbase-hosts", "");
        Path log = Path.of(System.getProperty("barkbase.home", ".."), "benchmarks/target/chaos-name.log");
        lead("127.0.0.1", hosts);
        try (Child jvm = Child.start(MovingName.class, log, List.of("-Djdk.net.hosts.file=" + hosts))) {
            String before = jvm.ask("where");
            lead("127.0.0.2", hosts);
            long moved = System.nanoTime();
            while (jvm.ask("where").equals(before) && run.pause(Duration.ofMillis(20))) {
                // it still believes
            }
            return Claim.within(
                    "a JVM follows a name that has moved (by itself after 30 s)",
                    FOLLOWED_WITHIN,
                    Duration.ofNanos(System.nanoTime() - moved));
        } finally {
            Files.delete(hosts);
        }
    }

    private static void lead(String address, Path hosts) throws IOException {
        Files.writeString(hosts, address + " " + NAME + "\n");
    }

    /** The JVM that looks: answers each line with the name's address. */
    public static void main(String... arguments) throws IOException {
        try (Pool pool = Pool.open(Map.of("DB_HOST", NAME, "DB_PORT", "1", "DB_USER", "u", "DB_PASSWORD", "p"))) {
            pool.warmUp();
        } catch (DbException nobodyListens) {
            // and that is all it needs
        }
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(InetAddress.getAllByName(NAME)[0].getHostAddress());
            }
        }
    }
}
