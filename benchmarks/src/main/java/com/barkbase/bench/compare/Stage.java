package com.barkbase.bench.compare;

import com.barkbase.bench.subject.Contender;
import com.barkbase.chaos.rig.Commands;
import com.barkbase.chaos.rig.Network;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.chaos.rig.SecretServer;
import com.barkbase.chaos.rig.StagedSecret;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all competitors meet alike: PostgreSQL by TLS and SCRAM, and Secrets Manager by HTTPS. */
final class Stage implements AutoCloseable {
    private static final String SECRET = "barkbase/dev/postgres/app";
    private static final String PASSWORD = "first-of-" + Postgres.SERVICE;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial");
    private static final String PGBENCH = "\\set id random(1, 1000)\nSELECT name FROM pets WHERE id = :id;\n";
    private static final List<String> TABLES = List.of(
            "CREATE TABLE pets AS SELECT i AS id, 'pet ' || i AS name, 'breed ' || i % 40 AS breed,"
                    + " date '2020-01-01' + i AS born, 5 + i / 100.0 AS weight FROM generate_series(1, 1000) i",
            "ALTER TABLE pets ADD PRIMARY KEY (id)",
            "CREATE TABLE kennel_pets AS SELECT *, '00000000-0000-0000-0000-000000000001'::uuid AS tenant FROM pets",
            "ALTER TABLE kennel_pets ADD PRIMARY KEY (id)",
            "ALTER TABLE kennel_pets ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY own ON kennel_pets USING (tenant = current_setting('app.tenant_id')::uuid)",
            "GRANT SELECT ON pets, kennel_pets TO " + Postgres.SERVICE,
            "ANALYZE");

    private final Postgres postgres;
    private final SecretServer secrets;
    private final Path folder;
    private final Path trust;

    private Stage(Postgres postgres, SecretServer secrets, Path folder) throws IOException {
        this.postgres = postgres;
        this.secrets = secrets;
        this.folder = folder;
        this.trust = postgres.authority().trustStore(folder);
    }

    static Stage set(Path folder) throws IOException {
        Postgres postgres = Postgres.start(Map.of("max_connections", "200"));
        try (Pool operator = postgres.operator()) {
            for (String statement : TABLES) {
                operator.update(statement);
            }
            StagedSecret secret = new StagedSecret(SECRET, Map.of("username", Postgres.SERVICE, "password", PASSWORD));
            SecretServer secrets = new SecretServer(
                    secret,
                    postgres.authority().issue("secrets", "dns:localhost").sslContext());
            return new Stage(postgres, secrets, folder);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            postgres.close();
            throw new IOException("the stage could not be set: " + e.getMessage(), e);
        }
    }

    /** The variables of every competitor; {@code poolMax} connections at most. */
    Map<String, String> variables(int port, int poolMax) {
        Map<String, String> variables = new HashMap<>(secrets.variables("bench"));
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("DB_HOST", Postgres.HOST);
        variables.put("DB_PORT", Integer.toString(port));
        variables.put("DB_NAME", Postgres.DATABASE);
        variables.put("DB_CONNECTION_TIMEOUT", "30000"); // as HikariCP waits: a busy machine is not what fails
        variables.put("DB_POOL_MAX", Integer.toString(poolMax));
        variables.put("DB_SSL_ROOT_CERT", postgres.rootCertificate().toString());
        variables.put("NODE_EXTRA_CA_CERTS", postgres.rootCertificate().toString());
        variables.put("BENCH_USER", Postgres.SERVICE);
        variables.put("BENCH_PASSWORD", PASSWORD);
        variables.put("PGPASSWORD", PASSWORD);
        return variables;
    }

    /** For the db-layer alone: login and TLS are left out, so that messages can be read. */
    Map<String, String> plainVariables(int port) {
        Map<String, String> variables = new HashMap<>(postgres.variables(Postgres.SERVICE));
        variables.put("DB_PORT", Integer.toString(port));
        return variables;
    }

    /** The command that asks the same by PostgreSQL's own program. */
    List<String> psql() {
        return List.of("psql", url(), "--no-psqlrc", "--tuples-only", "--command", Contender.PETS);
    }

    private String url() {
        return "postgresql://%s@%s:%d/%s?sslmode=verify-full&sslrootcert=%s"
                .formatted(Postgres.SERVICE, Postgres.HOST, port(), Postgres.DATABASE, postgres.rootCertificate());
    }

    /** Statements a second of PostgreSQL's own load generator with prepared statements. */
    double pgbench(int callers, int millis) throws IOException {
        Path script = Files.writeString(folder.resolve("pet.sql"), PGBENCH);
        String said = Commands.run(List.of(
                "env",
                "PGPASSWORD=" + PASSWORD,
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--file=" + script,
                "--client=" + callers,
                "--jobs=" + Math.min(2, callers),
                "--time=" + Math.max(2, millis / 1_000),
                url()));
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IOException("pgbench told no rate: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** The time on a core of all of PostgreSQL's processes so far, in steps of 10 ms. */
    double serverCpuMillis() throws IOException, InterruptedException {
        double before = -1;
        double now = serverTicks();
        while (now != before) { // a session that is about to end passes its time to its parent
            Thread.sleep(50);
            before = now;
            now = serverTicks();
        }
        return now * 10;
    }

    private double serverTicks() throws IOException {
        double ticks = ticks(postgres.process(), 13, 16); // its own, and of its children that have ended
        for (ProcessHandle backend : postgres.process().children().toList()) {
            ticks += ticks(backend, 13, 14);
        }
        return ticks;
    }

    /** @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">utime to cstime</a> */
    private static double ticks(ProcessHandle process, int first, int last) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            return 0; // ended meanwhile, perhaps between the opening of the file and its reading
        }
        String[] fields = stat.split(" ", -1);
        double ticks = 0;
        for (int i = first; i <= last; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    /** How many connections the service's role may have; -1 for as many as there are. */
    void limitConnections(int most) {
        try (Pool operator = postgres.operator()) {
            operator.update("ALTER ROLE " + Postgres.SERVICE + " CONNECTION LIMIT " + most);
        }
    }

    int port() {
        return postgres.port();
    }

    /** Requests to read the secret so far. */
    int secretReads() {
        return secrets.reads().size();
    }

    /** The server as it is from afar: an answer comes so much later. */
    Network distant(long millis) throws IOException {
        Network network = new Network(postgres.port());
        network.atConnect(line -> line.toServer().delay(millis));
        return network;
    }

    List<String> trust() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust);
    }

    @Override
    public void close() throws IOException {
        secrets.close();
        postgres.close();
    }
}
